using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip report RUN|REPORT.json</c></summary>
internal sealed class ReportSyntax : CommandSyntax<ReportOptions>
{
    private readonly Argument<string> source = Declare.Positional("RUN|REPORT.json", "A report's numbers (report.json, metrics.json), a folder that holds them, or a run folder, whose learning curves are drawn.");
    private readonly Option<string?> output = Declare.Text("--output", "FILE.html", "The page to write (default: report.html beside the numbers).");

    public ReportSyntax()
        : base("report", "Write the page of a report again from its numbers, without pictures of films.")
    {
        Add(source);
        Add(output);
    }

    public override ReportOptions Bind(ParseResult parsed) => new(parsed.GetRequiredValue(source), parsed.GetValue(output));
}
