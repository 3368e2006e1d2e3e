using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>
/// Co-teaching (Han et al. 2018, https://arxiv.org/abs/1804.06872): two heads learn side by side on frozen embeddings; in each batch each picks the films of small loss, which
/// are the likelier to be labelled right, for the other to learn from. For the noisy labels that the paper's Limitations name.
/// </summary>
public static class CoTeaching
{
    /// <summary>Trains two heads and gives the first.</summary>
    /// <param name="embeddings">N embeddings.</param>
    /// <param name="labels">N labels, some of them wrong.</param>
    /// <param name="findings">K findings.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, an option lies outside its range, or there is nothing to learn.</exception>
    public static ClassifierHead Fit(
        Points embeddings, IReadOnlyList<FindingLabels> labels, FindingSet findings, CoTeachingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, embeddings.Count, nameof(labels));
        options ??= new CoTeachingOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RisingEpochs, 1, nameof(options));
        if (options.ForgetRate is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.ForgetRate, "ForgetRate lies in [0, 1).");
        }

        SgdHeadOptions descent = SgdHead.Checked(options.Descent);
        SgdProblem problem = SgdProblem.Of(embeddings, labels, findings, descent);
        return problem.ToHead(Train(problem, options, new SgdDescent(problem.Points, problem.Targets, descent), cancellation), null);
    }

    private static double[] Train(SgdProblem problem, CoTeachingOptions options, SgdDescent steps, CancellationToken cancellation)
    {
        SgdHeadOptions descent = options.Descent;
        int size = problem.Targets[0].Length * (problem.Points.Dimensions + 1);
        double[][] weights = [Start(0), Start(1)], velocities = [new double[size], new double[size]];
        int[] order = [.. Enumerable.Range(0, problem.Points.Count)];
        long all = (long)descent.Epochs * ((order.Length + descent.Batch - 1) / descent.Batch), step = 0;
        for (int epoch = 0; epoch < descent.Epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            new SeedSequence(descent.Seed).For("co-teaching").At(epoch).ToRandom().Shuffle<int>(order);
            double kept = 1 - Math.Min(options.ForgetRate * (epoch + 1) / options.RisingEpochs, options.ForgetRate);
            foreach (int[] batch in order.Chunk(descent.Batch))
            {
                int count = Math.Max(1, (int)Math.Round(kept * batch.Length));
                int[][] chosen = [.. weights.Select(w => SmallLosses(problem, steps, w, batch, count, descent.MultiClass))];
                double rate = steps.Rate(step++, all);
                steps.Step(weights[0], velocities[0], chosen[1], rate);
                steps.Step(weights[1], velocities[1], chosen[0], rate);
            }
        }

        return weights[0];

        // From different places: two equal heads would teach each other nothing.
        double[] Start(int head)
        {
            SplitMix64 random = new SeedSequence(descent.Seed).For("co-teaching heads").At(head).ToRandom();
            return [.. Enumerable.Range(0, size).Select(_ => random.NextGaussian() / Math.Sqrt(problem.Points.Dimensions))];
        }
    }

    private static int[] SmallLosses(SgdProblem problem, SgdDescent steps, double[] weights, int[] batch, int count, bool multiClass)
    {
        var p = new double[problem.Targets[0].Length];
        return [.. batch.Select(row =>
        {
            steps.Probabilities(weights, row, p);
            return (Row: row, Loss: SgdDescent.Loss(p, problem.Targets[row], multiClass));
        }).OrderBy(x => x.Loss).Take(count).Select(x => x.Row)];
    }
}
