using System.Globalization;
using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>Labels every report of a table; the rows keep their order.</summary>
internal sealed class LabelCommand(ReportLabeler labeler, CliConsole console, TimeProvider clock) : ICliCommand<LabelOptions>
{
    private const int ReportsAtOnce = 512;

    public async Task<CommandOutcome> RunAsync(LabelOptions options, CancellationToken cancellation)
    {
        ReportTable reports = ReportTable.Load(options.Reports, keepBlank: true);
        if (reports.Count(report => report.Body.Length == 0) is var blank and > 0)
        {
            console.Warn($"{options.Reports}: {blank} rows hold no report; their labels stay blank");
        }

        var labels = new FindingLabels[reports.Count];
        var pace = new Pace("reports", clock);
        await console.TrackAsync("labelling", display => Task.Run(
            () =>
            {
                for (int start = 0; start < labels.Length; start += ReportsAtOnce)
                {
                    int end = Math.Min(start + ReportsAtOnce, labels.Length);
                    Parallel.For(start, end, new ParallelOptions { CancellationToken = cancellation }, i => labels[i] = labeler.Label(reports[i].ToReportText()).Labels);
                    display.Report(end, labels.Length, pace.Tell(end, labels.Length));
                }

                return labels.Length;
            },
            cancellation)).ConfigureAwait(false);
        CsvOutput.Write(
            options.Output,
            ["id", .. labeler.Findings.Names],
            labels.Select((label, i) => (IReadOnlyList<string>)[reports[i].Id, .. Cells(label)]));
        console.Say($"{labels.Length} reports labelled: {options.Output}");
        return CommandOutcome.Success;
    }

    private static IEnumerable<string> Cells(FindingLabels labels) => labels.Values.ToArray().Select(value =>
        value == LabelValue.NotMentioned ? "" : ((int)value).ToString(CultureInfo.InvariantCulture));
}
