using CsvHelper;

namespace MedClip.Knowledge;

/// <summary>
/// CSV of the sentences that were read, which pre-training takes as it is: the report's id, section, offset and length in the report's text
/// (UTF-16 units), words, the sentence, then one column a finding.
/// </summary>
/// <param name="idName">The name of the id column.</param>
/// <param name="findings">The findings.</param>
public sealed class SentenceLabelTable(string idName, FindingSet findings) : LabelFormat
{
    /// <inheritdoc/>
    public override bool NeedsEvidence => true;

    /// <inheritdoc/>
    public override void WriteHeader(Stream output)
    {
        using CsvWriter csv = CsvWriter.Create(output, LabelTable.Csv, leaveOpen: true);
        csv.WriteRecord([idName, "section", "start", "length", "words", "sentence", .. findings.Names]);
    }

    /// <inheritdoc/>
    public override void Write(Stream output, ReadOnlySpan<LabeledDocument> reports)
    {
        using CsvWriter csv = CsvWriter.Create(output, LabelTable.Csv, leaveOpen: true);
        foreach (ref readonly LabeledDocument report in reports)
        {
            foreach (LabeledSentence sentence in report.Evidence!.Sentences)
            {
                csv.WriteField(report.Source.Id);
                csv.WriteField(Names.Of(sentence.Section));
                csv.WriteField(sentence.Span.Start);
                csv.WriteField(sentence.Span.Length);
                csv.WriteField(sentence.WordCount);
                csv.WriteField(sentence.Span.AsSpan(report.Source.Report.Text));
                LabelTable.WriteLabels(csv, sentence.Labels.Values);
                csv.EndRecord();
            }
        }
    }
}
