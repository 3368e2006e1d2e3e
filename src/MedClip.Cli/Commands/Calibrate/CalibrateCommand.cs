using System.Globalization;
using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Fits a map to probabilities for each finding that has films enough, judges it on patients apart, and writes it into the checkpoint's manifest.</summary>
internal sealed class CalibrateCommand(FilmEmbedder films, ReportWriter reports, CliConsole console, TimeProvider clock) : ICliCommand<CalibrateOptions>
{
    private const string Apart = "other patients than the training run's", NotKnown = "whether they were trained on is not known";

    public async Task<CommandOutcome> RunAsync(CalibrateOptions options, CancellationToken cancellation)
    {
        (IReadOnlySet<string> trained, string patients) = Trained(options);
        using var embedder = Embedder.Load(options.Checkpoint, options.Compute);
        EmbeddedFilms embedded = Without(trained, await films.EmbedAsync(embedder, options.Images, cancellation).ConfigureAwait(false), options);
        FindingSet findings = Labelled(options, embedder, embedded);
        PromptSet prompts = (options.Prompts is { } file ? PromptSet.Load(file) : PromptSet.Default).Subset(findings);
        FindingCrossFit[] fits = Fit(options, embedder, new LabelledPoints(embedded), findings, prompts);
        Tell(fits);
        Report(options, embedder, embedded, fits);
        FindingCrossFit[] fitted = [.. fits.Where(fit => fit.Map is not null)];
        if (fitted.Length == 0)
        {
            throw InvalidInputException.At(options.Images.Path, null, "allows a map for none of the findings, for the reasons above; the manifest stays as it is.", "Give more films of more patients, or lower --at-least where films are too few.");
        }

        if (!options.DryRun)
        {
            string folder = Checkpoint.Amend(options.Checkpoint, manifest => manifest with { Calibration = Calibration(options, embedded, fitted, prompts, patients) });
            console.Say($"{fitted.Length} of {fits.Length} findings calibrated: {Path.Combine(folder, Checkpoint.ManifestFile)}");
        }

        return CommandOutcome.Success;
    }

    // Before anything is embedded: the patients to leave out, and what the manifest says of the others.
    private (IReadOnlySet<string> Trained, string Patients) Trained(CalibrateOptions options)
    {
        var none = new HashSet<string>();
        if (RunPatients.Of(options.Checkpoint, options.Images.Path) is not { Count: > 0 } trained || Directory.Exists(options.Images.Path))
        {
            console.Say("Whether these patients were trained on is not known: calibrate on others, or probabilities come out too sure.");
            return (none, NotKnown);
        }

        string[] shared = [.. ImageTable.Load(options.Images.Path, options.Images.Root, new ImageTableOptions { DuplicatePaths = DuplicatePaths.KeepFirst, MissingFiles = MissingFiles.DoNotCheck })
            .Select(film => film.Patient).OfType<string>().Where(trained.Contains).Distinct()];
        switch (shared.Length, options.Trained)
        {
            case (0, _):
                return (none, Apart);
            case (_, TrainedPatients.Skip):
                console.Say($"{options.Images.Path}: films of {shared.Length} patients whom the run trained on are left out");
                return (trained, Apart);
            case (_, TrainedPatients.Accept):
                console.Warn($"{options.Images.Path}: {shared.Length} patients were trained on; probabilities will be too sure");
                return (none, $"{shared.Length} of them were trained on");
            default:
                throw InvalidInputException.At(
                    options.Images.Path, null, $"{shared.Length} patients were trained on, the first is '{shared[0]}'; probabilities fitted on them come out too sure.",
                    "Give films of other patients, or --trained-patients skip.");
        }
    }

    private static EmbeddedFilms Without(IReadOnlySet<string> patients, EmbeddedFilms embedded, CalibrateOptions options)
    {
        if (patients.Count == 0)
        {
            return embedded;
        }

        int[] kept = [.. Enumerable.Range(0, embedded.Films.Count).Where(i => embedded.Films[i].Patient is not { } patient || !patients.Contains(patient))];
        return kept.Length > 0
            ? embedded with { Films = [.. kept.Select(i => embedded.Films[i])], Embeddings = [.. kept.Select(i => embedded.Embeddings[i])] }
            : throw InvalidInputException.At(options.Images.Path, null, "all its patients were trained on.", "Give films of other patients.");
    }

    private static FindingSet Labelled(CalibrateOptions options, Embedder embedder, EmbeddedFilms embedded)
    {
        FindingSet asked = FindingChoice.Of(embedder.Findings, options.Findings);
        Finding[] both = [.. asked.Where(finding => embedded.Table.LabelledFindings?.Contains(finding) == true)];
        return both.Length > 0
            ? new FindingSet(both)
            : throw InvalidInputException.At(options.Images.Path, null, $"labels none of {string.Join(", ", asked.Names)}; probabilities are fitted on labelled films.");
    }

    private static FindingCrossFit[] Fit(CalibrateOptions options, Embedder embedder, LabelledPoints points, FindingSet findings, PromptSet prompts)
    {
        using var classifier = new ZeroShotClassifier(embedder, new MedClip.ZeroShotOptions { Findings = findings, Prompts = prompts });
        float[][] scores = [.. points.Rows.Select(row => classifier.Score(row))];
        return
        [
            .. findings.Select((finding, k) =>
            {
                (int[] rows, bool[] present) = points.Counted(finding);
                return rows.Length == 0
                    ? new FindingCrossFit(finding, 0, 0, 0, options.Fit.Folds) { Refusal = "no film has a label that counts" }
                    : CrossFit.Of(finding, [.. rows.Select(i => (double)scores[i][k])], present, [.. rows.Select(i => points.Patients[i])], options.Fit);
            }),
        ];
    }

    private void Tell(FindingCrossFit[] fits)
    {
        console.Say("Judged on patients that each map was not fitted on:");
        foreach (FindingCrossFit fit in fits)
        {
            if (fit.Quality is { } quality)
            {
                console.Say(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {fit.Finding.Name,-28} slope {quality.Slope:0.00}  Brier skill {quality.BrierSkill:0.000}  ECE {quality.Bins.Ece:0.000}  ({fit.Positives} of {fit.Positives + fit.Negatives})"));
            }

            if (fit.Refusal is not null)
            {
                console.Warn($"{fit.Finding.Name} is not calibrated: {fit.Refusal}");
            }
        }
    }

    private void Report(CalibrateOptions options, Embedder embedder, EmbeddedFilms embedded, FindingCrossFit[] fits)
    {
        if (options.Report is not { } folder)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        reports.Write(
            new EvaluationReport
            {
                Title = "Calibration of zero-shot scores",
                CrossFits = fits,
                Provenance = ReportParts.Provenance(embedder.Provenance, options.Images, embedded, new("method", $"{options.Fit.Method}, {options.Fit.Folds} folds by patient")),
                Remarks = ReportParts.Remarks(embedded),
            },
            Path.Combine(folder, "report.json"), Path.Combine(folder, "report.html"));
    }

    private CheckpointCalibration Calibration(CalibrateOptions options, EmbeddedFilms embedded, FindingCrossFit[] fitted, PromptSet prompts, string patients)
    {
        string table = Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Images.Path));
        string hash = File.Exists(options.Images.Path) ? $", SHA-256 {RunPatients.Hash(options.Images.Path)[..16]}…" : "";
        return new CheckpointCalibration
        {
            Data = $"{embedded.Films.Count} films of {table}{hash}",
            Fitted = clock.GetUtcNow(),
            Method = options.Fit.Method.ToString().ToLowerInvariant(),
            Patients = patients,
            Findings = fitted.ToDictionary(fit => fit.Finding.Name, fit => new FindingCalibration(
                fit.Map!, fit.Positives, fit.Negatives, PromptFingerprint.Of(prompts.Items.Single(item => item.Finding == fit.Finding)),
                fit.Threshold is { } threshold && double.IsFinite(threshold) ? threshold : null,
                new CalibrationJudgement(fit.Folds, Finite(fit.Quality!.Slope), Finite(fit.Quality.BrierSkill), Finite(fit.Quality.Bins.Ece)))),
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
