using System.Globalization;
using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Measures a table or figure of the paper on the data that the user prepared, and writes the report.</summary>
internal sealed class ReproduceCommand(IEnumerable<IArtefact> artefacts, FilmReader reader, FilmFeatures features, ReportWriter reports, CliConsole console)
    : ICliCommand<ReproduceOptions>
{
    public async Task<CommandOutcome> RunAsync(ReproduceOptions options, CancellationToken cancellation)
    {
        IArtefact artefact = artefacts.Single(a => a.Name == options.Artefact);
        var data = new PreparedSets(options.Data, reader);
        data.Require(artefact.Needs(options));
        if (options.Models.Count < artefact.Models)
        {
            throw new WrongUseException($"reproduce {artefact.Name} needs {(artefact.Models == 1 ? "a model" : $"{artefact.Models} models")}: --model NAME=CKPT.");
        }

        foreach ((_, string checkpoint) in options.Models)
        {
            Checkpoint.Resolve(checkpoint);
        }

        Directory.CreateDirectory(options.Output);
        var work = new Reproduction
        {
            Options = options, Data = data, Sets = new EvaluationSets(data, options), Rows = new RowStore(Path.Combine(options.Output, "rows.jsonl")), Features = features, Console = console,
        };
        EvaluationReport report = await artefact.MeasureAsync(work, cancellation).ConfigureAwait(false);
        reports.Write(report with { Provenance = [.. Facts(options), .. work.Provenance], Remarks = [.. report.Remarks, .. work.Remarks] },
            Path.Combine(options.Output, "report.json"), Path.Combine(options.Output, "report.html"));
        return CommandOutcome.Success;
    }

    private static IEnumerable<KeyValuePair<string, string>> Facts(ReproduceOptions options) =>
    [
        new("data", Path.GetFullPath(options.Data)),
        new("seed", options.Seed.ToString(CultureInfo.InvariantCulture)),
        new("sizes", options.Scale == 1 ? "the paper's" : options.Scale.ToString("P2", CultureInfo.InvariantCulture) + " of the paper's"),
        .. options.Models.Select(model => new KeyValuePair<string, string>(
            model.Key, $"{Checkpoint.Resolve(model.Value)}, SHA-256 {Checkpoint.ReadManifest(model.Value).Files[Checkpoint.WeightsFile].Sha256}")),
    ];
}
