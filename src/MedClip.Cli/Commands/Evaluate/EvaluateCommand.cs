using MedClip.Evaluation;

namespace MedClip.Cli;

/// <summary>Embeds all films and texts of a plan once, runs its protocols on them, and writes one report.</summary>
internal sealed class EvaluateCommand(FilmEmbedder films, CandidateTexts texts, ReportWriter reports, CliConsole console) : ICliCommand<EvaluateOptions>
{
    public async Task<CommandOutcome> RunAsync(EvaluateOptions options, CancellationToken cancellation)
    {
        EvaluationPlan plan = EvaluationPlan.Read(options.Plan);
        using var embedder = Embedder.Load(plan.Checkpoint, options.Compute with { FilmGate = false });
        EmbeddedFilms test = await EmbedAsync(embedder, plan.Images, plan.ImageRoot, cancellation).ConfigureAwait(false);
        EmbeddedFilms? train = plan.Train is { } path ? await EmbedAsync(embedder, path, plan.TrainRoot, cancellation).ConfigureAwait(false) : null;
        RefuseSharedPatients(plan, test, train);
        IReadOnlyList<CandidateText> candidates = plan.Texts is { } file ? texts.Read(file) : [];
        var space = new EvaluatedSpace(
            embedder, Labelled(plan, embedder, test), new LabelledPoints(test), train is null ? null : new LabelledPoints(train),
            candidates, candidates.Count > 0 ? embedder.EmbedTexts([.. candidates.Select(c => c.Text)], cancellation) : []);
        var classification = new ClassificationParts(plan, space);
        var geometry = new SpaceParts(plan, space);
        var studies = new StudyParts(plan, space, cancellation);
        var report = new EvaluationReport
        {
            Title = plan.Title,
            ZeroShot = Run(EvaluationPart.ZeroShot, classification.ZeroShot),
            PromptDraws = Run(EvaluationPart.ZeroShot, () => classification.Draws(cancellation)),
            Probe = Run(EvaluationPart.Probe, () => classification.Probe(cancellation)),
            Operation = Run(EvaluationPart.Calibration, classification.Operation) ?? [],
            Subgroups = Run(EvaluationPart.Subgroups, classification.Subgroups) ?? [],
            Retrieval = Run(EvaluationPart.Retrieval, geometry.FilmToText),
            MoreRetrievals = Run(EvaluationPart.Retrieval, geometry.OtherDirections) ?? [],
            Similarities = Run(EvaluationPart.Similarity, geometry.Similarities) ?? [],
            Geometry = Run(EvaluationPart.Geometry, geometry.Geometry),
            LocalZeroShot = Run(EvaluationPart.LocalZeroShot, studies.Local),
            PromptLearning = Run(EvaluationPart.PromptLearning, studies.Prompts),
            NoisyLabels = Run(EvaluationPart.NoisyLabels, studies.Noise) ?? [],
            Plots = plan.Wants(EvaluationPart.Plot) ? await PlotsAsync(plan, options.Compute, geometry, test, cancellation).ConfigureAwait(false) : [],
            HeatMaps = Run(EvaluationPart.HeatMaps, () => classification.HeatMaps(cancellation)) ?? [],
            Training = ReportParts.Curve(plan.Checkpoint),
            Examples = ReportParts.ExampleFilms(test, classification.Highest, _ => []),
            Provenance = ReportParts.Provenance(embedder.Provenance, Input(plan.Images, plan.ImageRoot), test, new("plan", options.Plan)),
            Remarks = ReportParts.Remarks(test),
        };
        Directory.CreateDirectory(options.Output);
        reports.Write(report, Path.Combine(options.Output, "report.json"), Path.Combine(options.Output, "report.html"));
        return CommandOutcome.Success;

        T? Run<T>(EvaluationPart part, Func<T> work)
            where T : class
        {
            cancellation.ThrowIfCancellationRequested();
            if (!plan.Wants(part))
            {
                return null;
            }

            console.Say($"{part}");
            return work();
        }
    }

    private static ImageInput Input(string path, string? root) => new(path, root, UnreadablePictures.Skip, DuplicateRows.Refuse);

    private static FindingSet Labelled(EvaluationPlan plan, Embedder embedder, EmbeddedFilms test)
    {
        FindingSet asked = FindingChoice.Of(embedder.Findings, plan.Findings);
        Finding[] both = [.. asked.Where(f => test.Table.LabelledFindings?.Contains(f) == true)];
        return both.Length > 0
            ? new FindingSet(both)
            : throw InvalidInputException.At(plan.Images, null, $"labels none of {string.Join(", ", asked.Names)}; an evaluation needs labelled films.");
    }

    private static void RefuseSharedPatients(EvaluationPlan plan, EmbeddedFilms test, EmbeddedFilms? train)
    {
        if (train is not null
            && test.Films.Select(f => f.Patient).OfType<string>().Intersect(train.Films.Select(f => f.Patient).OfType<string>()).FirstOrDefault() is { } shared)
        {
            int count = test.Films.Select(f => f.Patient).OfType<string>().Intersect(train.Films.Select(f => f.Patient).OfType<string>()).Count();
            throw InvalidInputException.At(
                plan.Train!, null, $"{count} patients stand in the test table too, the first is '{shared}'.", "Split by patient: a probe that has seen a patient proves nothing.");
        }
    }

    private async Task<EmbeddedFilms> EmbedAsync(Embedder embedder, string path, string? root, CancellationToken cancellation)
    {
        EmbeddedFilms embedded = await films.EmbedAsync(embedder, Input(path, root), cancellation).ConfigureAwait(false);
        return embedded.Table.LabelledFindings is null
            ? throw InvalidInputException.At(path, null, "has no column of a finding; an evaluation needs labelled films.")
            : embedded;
    }

    private async Task<IReadOnlyList<EmbeddingPlot>> PlotsAsync(EvaluationPlan plan, EmbedderOptions compute, SpaceParts parts, EmbeddedFilms test, CancellationToken cancellation)
    {
        console.Say("Plot");
        EmbeddingPlot first = parts.Plot(test, "this model", cancellation);
        if (plan.Compare is not { } other)
        {
            return [first];
        }

        using var embedder = Embedder.Load(other, compute);
        EmbeddedFilms beside = await EmbedAsync(embedder, plan.Images, plan.ImageRoot, cancellation).ConfigureAwait(false);
        return [first, parts.Plot(beside, Path.GetFileName(other.TrimEnd('/')), cancellation)];
    }
}
