using System.Text.RegularExpressions;

namespace MedClip.Knowledge.Tests;

/// <summary>Real reports keep their labels however they are written.</summary>
[Trait("Category", "Fixtures")]
public sealed class OpenIPropertyTests
{
    private static readonly ReportLabeler Labeler = new();

    [SkippableFact]
    public void Capitals_do_not_matter() => Unchanged(text => text.ToUpperInvariant());

    [SkippableFact]
    public void Small_letters_do_not_matter() => Unchanged(text => text.ToLowerInvariant());

    [SkippableFact]
    public void Repeated_spaces_do_not_matter() => Unchanged(text => Regex.Replace(text, " +", "   "));

    [SkippableFact]
    public void Wrapped_lines_do_not_matter() => Unchanged(text => Regex.Replace(text, @"(.{60,80}?)(?<=\w) (?=[a-z])", "$1\n"));

    [SkippableFact]
    public void An_unrelated_sentence_changes_no_other()
    {
        foreach ((int id, ReportText report, _) in OpenIReports.Read())
        {
            ReportText longer = ReportText.OfBody(report.Text + " The patient was rotated.");
            LabeledReport expected = Labeler.Label(ReportText.OfBody(report.Text)), found = Labeler.Label(longer);
            found.Labels.ToString().ShouldBe(expected.Labels.ToString(), $"report {id}");
        }
    }

    private static void Unchanged(Func<string, string> rewrite)
    {
        var changed = new List<string>();
        foreach ((int id, ReportText report, _) in OpenIReports.Read())
        {
            string expected = Labeler.Label(ReportText.OfBody(report.Text)).Labels.ToString();
            string found = Labeler.Label(ReportText.OfBody(rewrite(report.Text))).Labels.ToString();
            if (found != expected)
            {
                changed.Add($"{id}: {expected} -> {found}: {rewrite(report.Text)}");
            }
        }

        changed.ShouldBeEmpty();
    }
}
