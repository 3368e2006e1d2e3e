using System.Text.Encodings.Web;
using System.Text.Json;

namespace MedClip.Knowledge;

/// <summary>
/// JSON lines, one report a line: id, policy, the sections with those that were read, the text that all offsets refer to (UTF-16 units), the labels
/// on request, and each mention with finding, concept, assertion, certainty, sentence and triggers.
/// </summary>
/// <param name="idName">The name of the id.</param>
/// <param name="findings">The findings.</param>
/// <param name="withLabels">Whether the report's labels are written too.</param>
public sealed class EvidenceLines(string idName, FindingSet findings, bool withLabels) : LabelFormat
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override bool NeedsEvidence => true;

    /// <inheritdoc/>
    public override void Write(Stream output, ReadOnlySpan<LabeledDocument> reports)
    {
        using var json = new Utf8JsonWriter(output, Json);
        foreach (ref readonly LabeledDocument report in reports)
        {
            WriteReport(json, report);
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');
        }
    }

    private void WriteReport(Utf8JsonWriter json, in LabeledDocument document)
    {
        LabeledReport report = document.Evidence!;
        json.WriteStartObject();
        json.WriteString(idName, Names.Printable(document.Source.Id));
        json.WriteString("policy"u8, report.Policy.ToString().ToLowerInvariant());
        json.WriteString("sectionChoice"u8, Names.Of(report.SectionChoice));
        WriteSections(json, report);
        json.WriteString("text"u8, Names.Printable(report.Report.Text));
        if (withLabels)
        {
            json.WriteStartObject("labels"u8);
            for (int i = 0; i < findings.Count; i++)
            {
                WriteLabel(json, findings[i].Name, document.Labels.Span[i]);
            }

            json.WriteEndObject();
        }

        json.WriteStartArray("mentions"u8);
        foreach (LabeledSentence sentence in report.Sentences)
        {
            foreach (Mention mention in sentence.Mentions)
            {
                WriteMention(json, report.Report.Text, sentence, mention);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSections(Utf8JsonWriter json, LabeledReport report)
    {
        json.WriteStartArray("sections"u8);
        foreach (ReportSection section in report.Report.Sections)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, Names.Of(section.Kind));
            json.WriteString("header"u8, Names.Printable(section.Header));
            WriteSpan(json, section.Span);
            json.WriteBoolean("read"u8, report.SectionsRead.Contains(section));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMention(Utf8JsonWriter json, string text, LabeledSentence sentence, Mention mention)
    {
        json.WriteStartObject();
        json.WriteString("finding"u8, mention.Finding.Name);
        WriteLabel(json, "value", mention.Value);
        json.WriteNumber("certainty"u8, mention.Assertion.Certainty);
        json.WriteString("presence"u8, Names.Of(mention.Assertion.Presence));
        json.WriteString("temporality"u8, Names.Of(mention.Assertion.Temporality));
        json.WriteString("experiencer"u8, Names.Of(mention.Assertion.Experiencer));
        WriteText(json, text, mention.Span);
        json.WriteString("cui"u8, mention.Term.Cui);
        json.WriteString("term"u8, Names.Printable(mention.Term.Pattern));
        json.WriteString("role"u8, mention.Term.Role.ToString().ToLowerInvariant());
        json.WriteStartArray("triggers"u8);
        foreach (Trigger trigger in mention.Triggers)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, Names.Printable(trigger.Rule.Pattern));
            json.WriteString("category"u8, trigger.Rule.Category?.ToString().ToLowerInvariant());
            WriteText(json, text, trigger.Span);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("sentence"u8);
        json.WriteString("section"u8, Names.Of(sentence.Section));
        WriteText(json, text, sentence.Span);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text, TextSpan span)
    {
        WriteSpan(json, span);
        json.WriteString("text"u8, Names.Printable(span.Of(text)));
    }

    private static void WriteSpan(Utf8JsonWriter json, TextSpan span)
    {
        json.WriteNumber("start"u8, span.Start);
        json.WriteNumber("length"u8, span.Length);
    }

    private static void WriteLabel(Utf8JsonWriter json, string name, LabelValue value)
    {
        if (value == LabelValue.NotMentioned)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, (int)value);
        }
    }
}
