using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip label REPORTS.csv --output LABELS.csv</c></summary>
internal sealed class LabelSyntax : CommandSyntax<LabelOptions>
{
    private readonly Argument<string> reports = Declare.Positional("REPORTS.csv", "Table of reports: a column 'report', or 'findings' and 'impression'.");
    private readonly Option<string?> output = Declare.Text("--output", "LABELS.csv", "Table to write: one row for each report, one column for each finding (1, 0, -1, blank).", required: true);

    public LabelSyntax()
        : base("label", "Label reports with 14 findings: present, absent, uncertain or not mentioned.")
    {
        Add(reports);
        Add(output);
    }

    public override LabelOptions Bind(ParseResult parsed) => new(parsed.GetRequiredValue(reports), parsed.GetRequiredValue(output)!);
}
