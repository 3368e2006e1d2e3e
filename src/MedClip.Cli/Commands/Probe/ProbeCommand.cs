using System.Globalization;
using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Embeds labelled films once, learns a linear head on them, tests it on other patients, and keeps it as a checkpoint that <c>classify</c> applies.</summary>
internal sealed class ProbeCommand(FilmFeatures features, ReportWriter reports, CliConsole console) : ICliCommand<ProbeOptions>
{
    public async Task<CommandOutcome> RunAsync(ProbeOptions options, CancellationToken cancellation)
    {
        using var embedder = Embedder.Load(options.Checkpoint, options.Compute);
        ProbeFilms films = await FilmsAsync(embedder, options, cancellation).ConfigureAwait(false);
        FindingSet findings = Findings(options, films);
        (ClassifierHead head, IReadOnlyDictionary<string, double> strengths, string what) = ProbeFit.Fit(options, films.Train, findings, cancellation);
        foreach (Finding finding in findings.Where(finding => !head.Findings.Contains(finding)))
        {
            console.Warn($"'{finding}' is not present in some training films and absent in others: it is not learned");
        }

        ZeroShotResult result = Test(head, films.Test);
        string checkpoint = Path.Combine(options.Output, "checkpoints", "best");
        ClassifierCheckpoint.Write(checkpoint, options.Checkpoint, head);
        reports.Write(
            new EvaluationReport
            {
                Title = "A probe of frozen towers",
                Probe = new ProbeReport(films.Train.Films.Count, strengths, result, []) { Head = what },
                Provenance = [.. ReportParts.Provenance(embedder.Provenance, options.Images, films.Test, new("probe", checkpoint)), .. head.Provenance],
                Remarks = ReportParts.Remarks(films.Test),
            },
            Path.Combine(options.Output, "report.json"), Path.Combine(options.Output, "report.html"));
        string accuracy = result.Accuracy is { } a ? string.Create(CultureInfo.InvariantCulture, $", accuracy {a.Accuracy:0.000} ({result.AccuracyImages} films with one finding)") : "";
        console.Say(string.Create(CultureInfo.InvariantCulture, $"{films.Train.Films.Count} films learned, {films.Test.Films.Count} tested: mean AUC {result.MeanAuc:0.000}{accuracy}; apply it with medclip classify {options.Output}"));
        return CommandOutcome.Success;
    }

    private async Task<ProbeFilms> FilmsAsync(Embedder embedder, ProbeOptions options, CancellationToken cancellation)
    {
        string folder = options.Features ?? Path.Combine(options.Output, "features");
        EmbeddedFilms all = await features.EmbedAsync(embedder, options.Images, folder, cancellation).ConfigureAwait(false);
        if (options.Test is not { } table)
        {
            return ProbeFilms.Divide(all, options.TestFraction, options.Seed);
        }

        EmbeddedFilms test = await features.EmbedAsync(embedder, options.Images with { Path = table }, folder, cancellation).ConfigureAwait(false);
        return new ProbeFilms(all, test).WithoutSharedPatients();
    }

    private static FindingSet Findings(ProbeOptions options, ProbeFilms films)
    {
        foreach (EmbeddedFilms side in (EmbeddedFilms[])[films.Train, films.Test])
        {
            if (side.Table.LabelledFindings is null)
            {
                throw InvalidInputException.At(side.Table.Source, null, "has no column of a finding; a probe learns from labelled films.");
            }
        }

        FindingSet labelled = films.Train.Table.LabelledFindings!;
        FindingSet asked = FindingChoice.Of(labelled, options.Findings);
        return options.MultiClass && asked.Count < 2 ? throw new WrongUseException("--multi-class needs two or more findings.") : asked;
    }

    private static ZeroShotResult Test(ClassifierHead head, EmbeddedFilms test) => new ZeroShotProtocol().Evaluate(
        head.Findings, [.. test.Embeddings.SelectMany(embedding => head.Logits(embedding))], [.. test.Films.Select(film => film.Labels!)]);
}
