using System.Globalization;
using System.Text;
using System.Xml;

namespace MedClip.Knowledge;

/// <summary>
/// BioC XML as NegBio's: the labels as infons <c>CheXpert/Finding</c> of each document (Positive, Negative, Uncertain), a passage a section, an annotation
/// a mention with CUI, negation, uncertainty and the phrases that decided. Offsets count Unicode characters.
/// </summary>
/// <param name="findings">The findings.</param>
public sealed class BioCDocuments(FindingSet findings) : LabelFormat
{
    /// <inheritdoc/>
    public override bool NeedsEvidence => true;

    /// <inheritdoc/>
    public override void WriteHeader(Stream output) =>
        output.Write("<?xml version='1.0' encoding='utf-8'?>\n<collection>\n  <source>MedCLIP</source>\n  <date></date>\n  <key></key>\n"u8);

    /// <inheritdoc/>
    public override void WriteFooter(Stream output) => output.Write("</collection>\n"u8);

    /// <inheritdoc/>
    public override void Write(Stream output, ReadOnlySpan<LabeledDocument> reports)
    {
        var settings = new XmlWriterSettings
        {
            ConformanceLevel = ConformanceLevel.Fragment,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize, // offsets survive another program's reading
            CloseOutput = false,
        };
        using var xml = XmlWriter.Create(output, settings);
        foreach (ref readonly LabeledDocument report in reports)
        {
            WriteDocument(xml, report);
            xml.WriteWhitespace("\n");
        }
    }

    private void WriteDocument(XmlWriter xml, in LabeledDocument document)
    {
        LabeledReport report = document.Evidence!;
        xml.WriteStartElement("document");
        xml.WriteElementString("id", Names.Printable(document.Source.Id));
        WriteInfon(xml, "policy", report.Policy.ToString().ToLowerInvariant());
        WriteInfon(xml, "sections", Names.Of(report.SectionChoice));
        for (int i = 0; i < findings.Count; i++)
        {
            if (document.Labels.Span[i] != LabelValue.NotMentioned)
            {
                WriteInfon(xml, $"CheXpert/{findings[i].Name}", document.Labels.Span[i].ToString());
            }
        }

        int number = 0;
        foreach (ReportSection section in report.Report.Sections)
        {
            WritePassage(xml, report, section, ref number);
        }

        xml.WriteEndElement();
    }

    private static void WritePassage(XmlWriter xml, LabeledReport report, ReportSection section, ref int number)
    {
        string text = report.Report.Text;
        xml.WriteStartElement("passage");
        WriteInfon(xml, "section", Names.Of(section.Kind));
        WriteInfon(xml, "read", report.SectionsRead.Contains(section) ? "true" : "false");
        xml.WriteElementString("offset", Offset(text, section.Span.Start));
        xml.WriteElementString("text", Names.Printable(section.Span.Of(text)));
        foreach (LabeledSentence sentence in report.Sentences)
        {
            if (sentence.Start >= section.Span.Start && sentence.Start < section.Span.End)
            {
                foreach (Mention mention in sentence.Mentions)
                {
                    WriteAnnotation(xml, text, mention, number++);
                }
            }
        }

        xml.WriteEndElement();
    }

    private static void WriteAnnotation(XmlWriter xml, string text, Mention mention, int number)
    {
        xml.WriteStartElement("annotation");
        xml.WriteAttributeString("id", number.ToString(CultureInfo.InvariantCulture));
        WriteInfon(xml, "CUI", mention.Term.Cui ?? "None");
        WriteInfon(xml, "term", Names.Printable(mention.Term.Pattern));
        WriteInfon(xml, "observation", mention.Finding.Name);
        WriteInfon(xml, "negation", mention.Assertion.Presence == Presence.Absent ? "True" : "False");
        WriteInfon(xml, "uncertainty", mention.Assertion.Presence == Presence.Possible ? "True" : "False");
        WriteInfon(xml, "certainty", mention.Assertion.Certainty.ToString(CultureInfo.InvariantCulture));
        WriteInfon(xml, "temporality", Names.Of(mention.Assertion.Temporality));
        WriteInfon(xml, "experiencer", Names.Of(mention.Assertion.Experiencer));
        foreach (Trigger trigger in mention.Triggers)
        {
            WriteInfon(xml, $"trigger/{trigger.Rule.Category.ToString()!.ToLowerInvariant()}", Names.Printable($"{Offset(text, trigger.Span.Start)}: {trigger.Span.Of(text)}"));
        }

        xml.WriteStartElement("location");
        xml.WriteAttributeString("offset", Offset(text, mention.Span.Start));
        xml.WriteAttributeString("length", CodePoints.Count(mention.Span.AsSpan(text)).ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteElementString("text", Names.Printable(mention.Span.Of(text)));
        xml.WriteEndElement();
    }

    private static void WriteInfon(XmlWriter xml, string key, string value)
    {
        xml.WriteStartElement("infon");
        xml.WriteAttributeString("key", key);
        xml.WriteString(value);
        xml.WriteEndElement();
    }

    private static string Offset(string text, int start) => CodePoints.Count(text.AsSpan(0, start)).ToString(CultureInfo.InvariantCulture);
}
