using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Renders a report's page from its numbers, or a run's learning curves.</summary>
internal sealed class ReportCommand(CliConsole console) : ICliCommand<ReportOptions>
{
    private static readonly string[] Numbers = ["report.json", "metrics.json"];

    public Task<CommandOutcome> RunAsync(ReportOptions options, CancellationToken cancellation)
    {
        (EvaluationReport report, string folder) = Read(options.Source);
        string page = options.Output ?? Path.Combine(folder, "report.html");
        HtmlReport.Write(page, report);
        console.Say($"{report.Title}: {page}");
        return Task.FromResult(CommandOutcome.Success);
    }

    private static (EvaluationReport Report, string Folder) Read(string source)
    {
        if (!Directory.Exists(source))
        {
            return (ReportJson.Read(source), Path.GetDirectoryName(Path.GetFullPath(source))!);
        }

        if (Numbers.Select(name => Path.Combine(source, name)).FirstOrDefault(File.Exists) is { } numbers)
        {
            return (ReportJson.Read(numbers), source);
        }

        string log = Path.Combine(source, "log.jsonl");
        return File.Exists(log)
            ? (new EvaluationReport { Title = "Training", Training = TrainingCurve.Read(log), Provenance = [new("run", source)] }, source)
            : throw InvalidInputException.At(source, null, $"holds none of {string.Join(", ", Numbers)} and no log.jsonl.", "Give a report's numbers or a run folder.");
    }
}
