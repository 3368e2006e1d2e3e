using System.Diagnostics;
using MedClip.Evaluation;

namespace MedClip.Benchmarks.Evaluation;

/// <summary>Intervals of 100,000 films, and the plane of 5,000 embeddings.</summary>
internal static class StatisticsRuns
{
    private const int Films = 100_000, Points = 5000, Width = 512;

    public static void Run()
    {
        SplitMix64 random = new SeedSequence(1).ToRandom();
        var labels = new bool[Films];
        var scores = new double[Films];
        for (int i = 0; i < Films; i++)
        {
            labels[i] = random.NextDouble() < 0.1;
            scores[i] = random.NextDouble() + (labels[i] ? 0.3 : 0);
        }

        Console.WriteLine("| work | seconds, best of 3 | limit |");
        Console.WriteLine("|---|---|---|");
        Row("DeLong interval, 100,000 films", 1, () => DeLong.Of(labels, scores).Confidence());
        Row("AUC, bootstrap of 2,000 draws with BCa, 100,000 films", 5, () => Bootstrap.Auc(labels, scores).Bca());

        var values = new float[Points * Width];
        for (int i = 0; i < values.Length; i++)
        {
            // Ten clusters, as findings make.
            values[i] = (float)((random.NextDouble() - 0.5) + (i / Width % 10 == i % 10 ? 1 : 0));
        }

        MedClip.Evaluation.Points points = MedClip.Evaluation.Points.Of(values, Width);
        Row("t-SNE of 5,000 × 512, 1,000 steps", 60, () => new Tsne().Fit(points), times: 1);
    }

    private static void Row(string name, double limit, Action work, int times = 3)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < times; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        Console.WriteLine(FormattableString.Invariant($"| {name} | {best:0.000} | {limit:0} |"));
    }
}
