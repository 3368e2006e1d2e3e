using System.Text;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>What a command line asks to be written.</summary>
internal sealed class LabelOutputs : IDisposable
{
    private readonly Stream? standardOutput;

    public LabelOutputs(LabelOptions options, string idName, FindingSet findings, CliConsole console)
    {
        LabelFormat main = options.FormatOut switch
        {
            LabelFileFormat.BioC => new BioCDocuments(findings),
            LabelFileFormat.JsonLines => new EvidenceLines(idName, findings, withLabels: true),
            _ => new LabelTable(idName, findings),
        };
        standardOutput = options.Output is null ? new TextStream(console.Out) : null;
        var all = new List<LabelOutput> { options.Output is null ? LabelOutput.ToStream(standardOutput!, main) : LabelOutput.ToFile(options.Output, main) };
        if (options.Evidence is not null)
        {
            all.Add(LabelOutput.ToFile(options.Evidence, new EvidenceLines(idName, findings, withLabels: false)));
        }

        if (options.Sentences is not null)
        {
            all.Add(LabelOutput.ToFile(options.Sentences, new SentenceLabelTable(idName, findings)));
        }

        All = all;
    }

    public IReadOnlyList<LabelOutput> All { get; }

    public void Dispose()
    {
        foreach (LabelOutput output in All)
        {
            output.Dispose();
        }

        standardOutput?.Dispose();
    }

    /// <summary>Standard output as a stream; whole characters are written at a time.</summary>
    private sealed class TextStream(TextWriter writer) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => writer.Write(Encoding.UTF8.GetString(buffer, offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => writer.Write(Encoding.UTF8.GetString(buffer));

        public override void Flush() => writer.Flush();
    }
}
