using System.Text;
using System.Text.Json;

namespace MedClip.Knowledge.Fuzz;

/// <summary>Labels texts and checks what comes back.</summary>
internal sealed class ReportTrial
{
    private const int HugeLength = 10 << 20;

    private readonly ReportLabeler[] labelers =
    [
        new(), new(new LabelerOptions { TolerateMisspellings = true, Policy = LabelPolicy.Graded, Sections = SectionChoice.All }), new(new LabelerOptions { Policy = LabelPolicy.Mimic }),
    ];

    public Trial Next(SplitMix64 random) => Of("report", Pieces.Report(random), labelers[random.Next(labelers.Length)], written: random.Next(10) == 0);

    public Trial Huge(SplitMix64 random) => Of("10 MB line", Pieces.Huge(random, HugeLength), labelers[random.Next(labelers.Length)], written: false);

    private static Trial Of(string kind, string text, ReportLabeler labeler, bool written)
    {
        LabeledReport? labeled = null;
        var labels = new LabelValue[labeler.Findings.Count];
        return new Trial(kind, text.Length, () =>
        {
            labeler.Label(ReportText.Parse(text), labels);
            labeled = labeler.Label(text);
        })
        {
            Beginning = Beginning(text),
            Check = () =>
            {
                Check(labeled!, labels);
                if (written)
                {
                    CheckWritten(labeled!);
                }
            },
        };
    }

    private static string Beginning(string text) => text[..Math.Min(80, text.Length)].ReplaceLineEndings("\\n");

    private static void Check(LabeledReport labeled, LabelValue[] labels)
    {
        ReportText report = labeled.Report;
        string text = report.Text;
        Require(labels.AsSpan().SequenceEqual(labeled.Labels.Values), "the two ways of labelling differ");
        int end = 0;
        foreach (ReportSection section in report.Sections)
        {
            Require(section.Span.Start >= end && section.Span.Length >= 0 && section.Span.End <= text.Length, "a section lies outside of the text");
            end = section.Span.End;
        }

        end = 0;
        foreach (LabeledSentence sentence in labeled.Sentences)
        {
            Require(sentence.Span.Start >= end && sentence.Span.Length > 0 && sentence.Span.End <= text.Length, "a sentence lies outside of the text or before another");
            end = sentence.Span.End;
            foreach (Mention mention in sentence.Mentions)
            {
                CheckMention(text, sentence, mention);
            }
        }
    }

    /// <summary>The words of a mention and of its triggers stand in the sentence at their spans: as whole words, the first and the last among the term's own.</summary>
    private static void CheckMention(string text, LabeledSentence sentence, Mention mention)
    {
        foreach (TextSpan span in (TextSpan[])[mention.Span, .. mention.Triggers.Select(trigger => trigger.Span)])
        {
            Require(span.Length > 0 && span.Start >= sentence.Span.Start && span.End <= sentence.Span.End, "a span lies outside of its sentence");
            Require(span.Of(text).Length == span.Length && IsWholeWords(text, span), $"'{span.Of(text)}' is cut from a word");
        }

        Require(mention.Assertion.Certainty is >= 0 and <= 1, "a certainty is outside of [0, 1]");
        foreach (Trigger trigger in mention.Triggers)
        {
            Require(Begins(trigger.Rule.Pattern, trigger.Span.Of(text)), $"the rule '{trigger.Rule.Pattern}' does not name '{trigger.Span.Of(text)}'");
        }
    }

    private static bool IsWholeWords(string text, TextSpan span) =>
        (span.Start == 0 || !IsWord(text[span.Start]) || !IsWord(text[span.Start - 1])) && (span.End == text.Length || !IsWord(text[span.End - 1]) || !IsWord(text[span.End]));

    // A number runs into the letters behind it ("3cm"), so digits begin and end words.
    private static bool IsWord(char c) => char.IsLetter(c);

    /// <summary>Whether a text could be what a pattern stands for: they share a letter, whatever plurals, misspellings and variants change.</summary>
    private static bool Begins(string pattern, string text)
    {
        return !text.Any(char.IsAsciiLetter) || text.Any(c => char.IsAsciiLetter(c) && pattern.Contains(c, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What is written can be read, and says the same.</summary>
    private static void CheckWritten(LabeledReport labeled)
    {
        FindingSet findings = labeled.Labels.Findings;
        LabeledDocument[] documents = [new(new ReportDocument("\ud800,\"id\"\n", labeled.Report, "fuzz"), labeled.Labels.Values.ToArray(), labeled)];
        using var json = new MemoryStream();
        new EvidenceLines("id", findings, withLabels: true).Write(json, documents);
        using (JsonDocument line = JsonDocument.Parse(json.ToArray()))
        {
            string text = line.RootElement.GetProperty("text").GetString()!;
            foreach (JsonElement mention in line.RootElement.GetProperty("mentions").EnumerateArray())
            {
                Require(
                    text.AsSpan(mention.GetProperty("start").GetInt32(), mention.GetProperty("length").GetInt32()).SequenceEqual(mention.GetProperty("text").GetString()),
                    "a span of the evidence does not slice to its text");
            }
        }

        using var xml = new MemoryStream();
        var bioc = new BioCDocuments(findings);
        bioc.WriteHeader(xml);
        bioc.Write(xml, documents);
        bioc.WriteFooter(xml);
        using ReportReader reader = ReportReader.Open(new MemoryStream(xml.ToArray()), "written.xml", new ReportReadingOptions { Format = ReportFormat.BioC });
        Require(reader.Read().Single().Report.Concepts.Count == labeled.Mentions.Count(mention => mention.Term.Cui is not null), "BioC loses an annotation");
        using var csv = new MemoryStream();
        var table = new LabelTable("id", findings);
        table.WriteHeader(csv);
        table.Write(csv, documents);
        new SentenceLabelTable("id", findings).Write(csv, documents);
        Require(Encoding.UTF8.GetString(csv.ToArray()).StartsWith("id,", StringComparison.Ordinal), "the table has no header");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
