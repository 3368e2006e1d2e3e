using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Writes a report's numbers and its page, and says where they stand.</summary>
internal sealed class ReportWriter(CliConsole console)
{
    public void Write(EvaluationReport report, string numbers, string page)
    {
        ReportJson.Write(numbers, report);
        HtmlReport.Write(page, report);
        console.Say($"evaluated: {numbers}, {page}");
    }
}
