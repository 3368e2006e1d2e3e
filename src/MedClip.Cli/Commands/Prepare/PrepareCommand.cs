using System.Globalization;
using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>Writes a public data set as our table and prints what it holds.</summary>
internal sealed class PrepareCommand(CliConsole console, ReportLabeler labeler) : ICliCommand<PrepareOptions>
{
    public async Task<CommandOutcome> RunAsync(PrepareOptions options, CancellationToken cancellation)
    {
        IFilmDataset dataset = FilmDatasets.Find(options.Dataset);
        PreparationSummary summary = await Task.Run(
            () => DatasetPreparer.Prepare(dataset, options.Source, options.Output, options.Preparation, cancellation: cancellation), cancellation).ConfigureAwait(false);
        Print(summary);
        PrintDecoupling(options.Output, summary);
        if (summary.Missing > 0)
        {
            console.Warn($"{summary.Missing} films are missing and left out, the first is {summary.MissingExamples[0]}");
        }

        console.Say($"{Path.Combine(options.Output, "films.csv")}: {summary.Images} films");
        return CommandOutcome.Success;
    }

    private void Print(PreparationSummary summary)
    {
        Line("images", summary.Images);
        Line("patients", summary.Patients);
        Line("studies", summary.Studies);
        Line("reports", summary.Reports);
        Line("films with a report", summary.Pairs);
        Line("missing", summary.Missing);
        Line("duplicate rows", summary.DuplicateRows);
        Line("equal files", summary.EqualFiles);
        Line("lateral, left out", summary.Lateral);
        foreach ((string view, int count) in summary.Views)
        {
            Line($"view {view}", count);
        }

        foreach ((string split, int count) in summary.Splits)
        {
            Line($"split {split}", count);
        }

        console.Out.WriteLine();
        console.Out.WriteLine($"{"finding",-28}{"present",9}{"absent",9}{"uncertain",11}{"prevalence",12}");
        for (int i = 0; i < summary.Findings.Count; i++)
        {
            FindingCount count = summary.Count(i);
            string share = summary.Images == 0 ? "" : (count.Positive / (double)summary.Images).ToString("P1", CultureInfo.InvariantCulture);
            console.Out.WriteLine($"{summary.Findings[i].Name,-28}{count.Positive,9}{count.Negative,9}{count.Uncertain,11}{share,12}");
        }
    }

    // What decoupling gains, when there are reports: their sentences are labelled for it.
    private void PrintDecoupling(string output, PreparationSummary summary)
    {
        if (summary.Reports == 0 || summary.Images == 0 || !summary.Findings.Equals(labeler.Findings))
        {
            return;
        }

        ImageTable films = ImageTable.Load(Path.Combine(output, "films.csv"), null, new ImageTableOptions { MissingFiles = MissingFiles.DoNotCheck });
        ReportTable reports = ReportTable.Load(Path.Combine(output, "reports.csv"));
        FindingLabels none = FindingLabels.None(labeler.Findings);
        var statistics = DecouplingStatistics.Compute(
            films.Select(film => film.Labels ?? none), reports.SelectMany(report => labeler.Label(report.Body).Sentences).Select(sentence => sentence.Labels), summary.Pairs);
        console.Out.WriteLine();
        Line("sentences", statistics.Sentences);
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"combinations",-28}{statistics.Combinations,14:0}"));
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"times the pairs",-28}{statistics.Gain,14:0.#}"));
        console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"false negatives of pairing",-28}{statistics.FalseNegatives,14:P1}"));
    }

    private void Line(string name, long count)
    {
        if (count > 0 || name is "images" or "missing")
        {
            console.Out.WriteLine($"{name,-28}{count,14}");
        }
    }
}
