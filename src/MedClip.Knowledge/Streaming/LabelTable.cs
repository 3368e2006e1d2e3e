using CsvHelper;

namespace MedClip.Knowledge;

/// <summary>CSV as CheXpert's: the id, then one column a finding with 1 present, 0 absent, −1 uncertain, blank not mentioned.</summary>
/// <param name="idName">The name of the id column.</param>
/// <param name="findings">The findings.</param>
public sealed class LabelTable(string idName, FindingSet findings) : LabelFormat
{
    internal static readonly CsvWriterOptions Csv = CsvWriterOptions.Default with { NewLine = "\n" };

    /// <inheritdoc/>
    public override bool NeedsEvidence => false;

    /// <inheritdoc/>
    public override void WriteHeader(Stream output)
    {
        using CsvWriter csv = CsvWriter.Create(output, Csv, leaveOpen: true);
        csv.WriteRecord([idName, .. findings.Names]);
    }

    /// <inheritdoc/>
    public override void Write(Stream output, ReadOnlySpan<LabeledDocument> reports)
    {
        using CsvWriter csv = CsvWriter.Create(output, Csv, leaveOpen: true);
        foreach (ref readonly LabeledDocument report in reports)
        {
            csv.WriteField(report.Source.Id);
            WriteLabels(csv, report.Labels.Span);
            csv.EndRecord();
        }
    }

    internal static void WriteLabels(CsvWriter csv, ReadOnlySpan<LabelValue> labels)
    {
        foreach (LabelValue label in labels)
        {
            csv.WriteField(label switch
            {
                LabelValue.Positive => "1"u8,
                LabelValue.Negative => "0"u8,
                LabelValue.Uncertain => "-1"u8,
                _ => ""u8,
            });
        }
    }
}
