using System.Globalization;
using System.Text;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>Says for a report, sentence by sentence, which words gave which label and why; on a terminal in colours.</summary>
/// <param name="output">Where to write.</param>
/// <param name="coloured">Whether escape sequences for colours are welcome.</param>
internal sealed class LabelExplanation(TextWriter output, bool coloured)
{
    private const int LongestPattern = 80;
    private const string Red = "\u001b[31m", Green = "\u001b[32m", Yellow = "\u001b[33m", Dim = "\u001b[2m", Underlined = "\u001b[4m", Plain = "\u001b[0m";

    /// <summary>Whether standard output is a terminal that shows colours.</summary>
    public static bool IsColouredHere =>
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    public void Write(LabeledReport report)
    {
        int number = 0;
        foreach (LabeledSentence sentence in report.Sentences)
        {
            output.WriteLine($"{++number}. {Highlighted(report.Report.Text, sentence)}{Styled(Dim, $"  [{sentence.Section.ToString().ToLowerInvariant()}]")}");
            foreach (Mention mention in sentence.Mentions)
            {
                Write(report.Report.Text, mention);
            }
        }

        string labels = report.Labels.ToString();
        output.WriteLine($"{report.Policy.ToString().ToLowerInvariant()}: {(labels.Length == 0 ? "nothing mentioned" : labels)}");
    }

    private void Write(string text, Mention mention)
    {
        Assertion said = mention.Assertion;
        var line = new StringBuilder("     ").Append(Styled(ColourOf(mention), $"{mention.Finding.Name} = {ValueText(mention.Value)}"));
        line.Append(CultureInfo.InvariantCulture, $"  \"{Safe(mention.Span.Of(text))}\" {mention.Term.Cui ?? "no CUI"}, {said.Presence.ToString().ToLowerInvariant()}");
        line.Append(said.Presence == Presence.Possible ? string.Create(CultureInfo.InvariantCulture, $" (certainty {said.Certainty:0.0#})") : "");
        line.Append(said.Temporality == Temporality.Recent ? "" : $", {said.Temporality.ToString().ToLowerInvariant()}");
        line.Append(said.Experiencer == Experiencer.Patient ? "" : ", of someone else");
        output.WriteLine(line);
        output.WriteLine(Styled(Dim, $"       term: {Shortened(mention.Term.Pattern)}{(mention.Term.Role == TermRole.Mention ? "" : $" ({mention.Term.Role.ToString().ToLowerInvariant()})")}"));
        foreach (Trigger trigger in mention.Triggers)
        {
            output.WriteLine(Styled(Dim, $"       because of \"{Safe(trigger.Span.Of(text))}\", rule {RuleText.Of(trigger.Rule)}"));
        }
    }

    private string Highlighted(string text, LabeledSentence sentence)
    {
        var styles = new string[sentence.Span.Length];
        foreach (Mention mention in sentence.Mentions)
        {
            foreach (Trigger trigger in mention.Triggers)
            {
                Mark(trigger.Span, Underlined);
            }

            Mark(mention.Span, ColourOf(mention));
        }

        var line = new StringBuilder();
        for (int i = 0; i < styles.Length; i++)
        {
            string? before = i == 0 ? null : styles[i - 1];
            line.Append(coloured && styles[i] != before ? Plain + styles[i] : "").Append(SafeCharacter(text[sentence.Start + i]));
        }

        return line.Append(coloured ? Plain : "").ToString();

        void Mark(TextSpan span, string style) => Array.Fill(styles, style, span.Start - sentence.Start, span.Length);
    }

    private static string ColourOf(Mention mention) => mention.Value switch
    {
        LabelValue.Positive => Red,
        LabelValue.Negative => Green,
        LabelValue.Uncertain => Yellow,
        _ => Dim,
    };

    private static string ValueText(LabelValue value) => value == LabelValue.NotMentioned ? "no label" : ((int)value).ToString(CultureInfo.InvariantCulture);

    private static string Shortened(string pattern) => pattern.Length <= LongestPattern ? pattern : string.Concat(pattern.AsSpan(0, LongestPattern), "…");

    private string Styled(string style, string text) => coloured ? style + text + Plain : text;

    // The report comes from a stranger: it must not steer the terminal.
    private static string Safe(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = SafeCharacter(source[i]);
        }
    });

    private static char SafeCharacter(char c) => char.IsControl(c) ? ' ' : c;
}
