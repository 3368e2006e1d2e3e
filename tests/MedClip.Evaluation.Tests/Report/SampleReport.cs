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
            int present = random.Next(findings.Count - 1);
            labels.Add(FindingLabels.Of(findings, findings[present]));
            scores.AddRange(findings.Select((_, k) => (float)(random.NextGaussian() + (k == present ? 1.5 : 0))));
        }

        ChartPoint[] loss = [.. Enumerable.Range(1, 200).Select(i => new ChartPoint(i * 5, 3 + (2 / Math.Sqrt(i)) + (0.1 * random.NextGaussian())))];
        return new EvaluationReport
        {
            Title = "Zero-shot <report>",
            ZeroShot = new ZeroShotProtocol().Evaluate(findings, scores.ToArray(), labels),
            Retrieval = new RetrievalResult(100, 500, RelevanceRule.SharedFinding,
                [new(1, 0.6, 0.01, 0.6), new(5, 0.5, 0.04, 0.9), new(10, 0.45, 0.1, 1)], 0.12, 0.31, 0.7),
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
