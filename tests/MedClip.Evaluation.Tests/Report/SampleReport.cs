namespace MedClip.Evaluation.Tests;

/// <summary>A report with something in every section, drawn from a seed.</summary>
internal static class SampleReport
{
    // A valid 1×1 grey PNG.
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    public static EvaluationReport Create(int films = 120)
    {
        SplitMix64 random = new SeedSequence(1).For("report").ToRandom();
        FindingSet findings = FindingSet.CheXpert;
        var labels = new List<FindingLabels>();
        var scores = new List<float>();
        for (int n = 0; n < films; n++)
        {
            int shown = random.Next(findings.Count - 1);
            labels.Add(FindingLabels.Of(findings, findings[shown]));
            scores.AddRange(findings.Select((_, k) => (float)(random.NextGaussian() + (k == shown ? 1.5 : 0))));
        }

        float[] matrix = [.. scores];
        ZeroShotResult zeroShot = new ZeroShotProtocol().Evaluate(findings, matrix, labels);
        bool[] present = [.. labels.Select(l => l[findings[1]] == LabelValue.Positive)];
        double[] column = [.. Enumerable.Range(0, films).Select(n => (double)matrix[(n * findings.Count) + 1])];
        var retrieval = new RetrievalResult(100, 500, RelevanceRule.SharedFinding, [new(1, 0.6, 0.01, 0.6), new(5, 0.5, 0.04, 0.9), new(10, 0.45, 0.1, 1)], 0.12, 0.31, 0.7);
        ChartPoint[] loss = [.. Enumerable.Range(1, 200).Select(i => new ChartPoint(i * 5, 3 + (2 / Math.Sqrt(i)) + (0.1 * random.NextGaussian())))];
        return new EvaluationReport
        {
            Title = "Zero-shot <report>",
            ZeroShot = zeroShot,
            PromptDraws = new PromptDraws(5, new RepeatedRuns([0.8, 0.82]), new RepeatedRuns([0.5, 0.6])),
            Probe = new ProbeReport(80, new Dictionary<string, double> { [findings[1].Name] = 0.1 }, zeroShot, [new(0.1, 8, new RepeatedRuns([0.6, 0.65])), new(1, 80, new RepeatedRuns([0.8]))]),
            Operation = [FindingOperation.Measure(findings[1], present, column, present, column)],
            CrossFits = [CrossFit.Of(findings[1], column, present, [.. Enumerable.Range(0, films)], new CrossFitOptions { MinimumOfEach = 2 }), CrossFit.Of(findings[2], column, present, [.. Enumerable.Range(0, films)], new CrossFitOptions { MinimumOfEach = 100 })],
            HeatMaps = [new HeatMapFilm(findings[1], "film <1>.png", 2.5, true, [0, 0.5f, 1, 0.25f], "Chest film with a \"heat\" map", Png)],
            Subgroups = [new SubgroupTable("view", Subgroups.Of(findings[1], present, column, [.. column.Select((_, i) => i % 2 == 0 ? "PA" : "<AP>")]))],
            Retrieval = retrieval,
            MoreRetrievals = [new NamedRetrieval("text to film", retrieval)],
            Similarities = [new SimilarityHistogram(findings[1], 12, [0, 1, 4, 2], 0.4)],
            Plots = [new EmbeddingPlot("this <model>, t-SNE", [.. Enumerable.Range(0, 40).Select(i => new EmbeddingPlotPoint(random.NextGaussian(), random.NextGaussian(), findings[i % 4].Name, $"f<{i}>.png", i % 2 == 0 ? Png : null))], 0.31)],
            PaperTables = [PaperNumbers.Table1.With("CLIP", "COVID", [0.4, 0.5])],
            PaperCurves = [new PaperCurve("Data <efficiency>", "Figure 1", "Films", "Accuracy", [new LineSeries("here", [new(10, 0.3), new(100, 0.5)]), new LineSeries("chance", [new(10, 0.2), new(100, 0.2)], LineKind.Reference)])],
            Geometry = new LossGeometry(0.02, 0.007, 4.5, 4.6, 1, 4.51, 1.2, 0.3, 0.6, 0.1, 0.4, double.NaN, 0.7, [new(1, 0.5, 0.9), new(10, 0.6, 0.7)]),
            LocalZeroShot = new LocalZeroShotResult(zeroShot, zeroShot, zeroShot),
            PromptLearning = new PromptLearningResult(0.3, [new(1, 14, new RepeatedRuns([0.3, 0.4])), new(4, 56, new RepeatedRuns([0.5]))]),
            NoisyLabels = [new(0, new RepeatedRuns([0.9]), new RepeatedRuns([0.9])), new(0.3, new RepeatedRuns([0.8]), new RepeatedRuns([0.85]))],
            Training = new TrainingCurve(loss, [new(250, 0.61), new(500, 0.7), new(750, 0.74), new(1000, 0.76)], "Mean AUC on validation films"),
            Examples = [.. Enumerable.Range(0, 4).Select(i => new ExampleFilm(
                $"film-{i}.png", Png, [Finding.Cardiomegaly],
                [new ExampleScore(Finding.Cardiomegaly, 0.42), new ExampleScore(Finding.Edema, 0.31)],
                [new ExampleText("The heart is enlarged.", 0.61, true), new ExampleText("No <b>pneumothorax</b> & \"nothing\" else.", 0.55, false)]))],
            Provenance = [new("Checkpoint", "runs/<demo>/checkpoints/best"), new("Seed", "0"), new("libtorch", "1.13.1")],
            Remarks = ["2 pictures could not be read & were left out."],
        };
    }
}
