using MedClip.Benchmarks.Results;
using MedClip.Evaluation;

namespace MedClip.Benchmarks.Evaluation;

/// <summary>Intervals of 100,000 films, and the plane of 5,000 embeddings.</summary>
internal static class StatisticsRuns
{
    private const int Width = 512;

    public static void Run(ResultRows results)
    {
        int films = results.Effort.Of(100_000, 200), count = results.Effort.Of(5000, 100), rounds = results.Effort.Of(3, 1);
        SplitMix64 random = new SeedSequence(1).ToRandom();
        var labels = new bool[films];
        var scores = new double[films];
        for (int i = 0; i < films; i++)
        {
            labels[i] = random.NextDouble() < 0.1;
            scores[i] = random.NextDouble() + (labels[i] ? 0.3 : 0);
        }

        results.Add("evaluation/delong", Seconds(rounds, () => DeLong.Of(labels, scores).Confidence()));
        results.Add("evaluation/bootstrap", Seconds(rounds, () => Bootstrap.Auc(labels, scores).Bca()));

        var values = new float[count * Width];
        for (int i = 0; i < values.Length; i++)
        {
            // Ten clusters, as findings make.
            values[i] = (float)((random.NextDouble() - 0.5) + (i / Width % 10 == i % 10 ? 1 : 0));
        }

        MedClip.Evaluation.Points points = MedClip.Evaluation.Points.Of(values, Width);
        results.Add("evaluation/tsne", Seconds(1, () => new Tsne().Fit(points)));
    }

    private static Series Seconds(int rounds, Action work) => Turns.Timed(rounds, 0, () => Turns.Wall(work)).Of(0, time => time / 1000);
}
