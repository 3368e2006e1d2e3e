using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>How good heads are that were trained on labels of which a share is wrong.</summary>
/// <param name="Rate">The share of labels that were turned.</param>
/// <param name="MeanAuc">Trained as ever; one number for each draw.</param>
/// <param name="CoTeachingAuc">Trained by co-teaching; null where that was not asked for.</param>
public sealed record NoisyLabelPoint(double Rate, RepeatedRuns MeanAuc, RepeatedRuns? CoTeachingAuc);

/// <summary>
/// Robustness against wrong labels, the paper's first limitation (https://arxiv.org/abs/2210.10163, Limitations): training labels are turned at ever higher rates, heads are
/// trained on frozen embeddings, and tested on films whose labels were left alone.
/// </summary>
public static class NoisyLabels
{
    /// <summary>Measures the curve.</summary>
    /// <param name="train">N embeddings.</param>
    /// <param name="trainLabels">N labels.</param>
    /// <param name="test">M embeddings of other patients.</param>
    /// <param name="testLabels">M labels.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="rates">Shares of labels to turn, each in [0, 1], rising.</param>
    /// <param name="coTeaching">Whether to train by co-teaching too, told the rate.</param>
    /// <param name="draws">How often labels are drawn anew, ≥ 1.</param>
    /// <param name="options">Of the heads; its seed is that of the draws.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The rates do not rise within [0, 1], the numbers do not fit, or there is nothing to learn.</exception>
    public static IReadOnlyList<NoisyLabelPoint> Measure(
        Points train, IReadOnlyList<FindingLabels> trainLabels, Points test, IReadOnlyList<FindingLabels> testLabels, FindingSet findings, IReadOnlyList<double> rates,
        bool coTeaching = false, int draws = 3, SgdHeadOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        if (rates.Count == 0 || rates.Any(r => r is not (>= 0 and <= 1)) || rates.Zip(rates.Skip(1)).Any(p => p.First >= p.Second))
        {
            throw new ArgumentException($"Rates must rise within [0, 1], not {string.Join(", ", rates)}.", nameof(rates));
        }

        options ??= new SgdHeadOptions();
        var points = new List<NoisyLabelPoint>();
        foreach (double rate in rates)
        {
            var (plain, taught) = (new List<double>(), new List<double>());
            for (int draw = 0; draw < draws; draw++)
            {
                IReadOnlyList<FindingLabels> noisy = LabelFlips.Flip(trainLabels, findings, rate, new SeedSequence(options.Seed).At(draw), options.Labels);
                // Turned or not, only labels that counted count.
                SgdHeadOptions drawn = options with { Seed = options.Seed + (ulong)draw, Labels = new GroundTruthPolicy() };
                plain.Add(Auc(SgdHead.Fit(train, noisy, findings, drawn, cancellation: cancellation)));
                if (coTeaching)
                {
                    taught.Add(Auc(CoTeaching.Fit(train, noisy, findings, new CoTeachingOptions { ForgetRate = Math.Min(rate, 0.9), Descent = drawn }, cancellation)));
                }
            }

            points.Add(new NoisyLabelPoint(rate, new RepeatedRuns(plain), coTeaching ? new RepeatedRuns(taught) : null));
        }

        return points;

        double Auc(ClassifierHead head) => new ZeroShotProtocol(options.Labels).Evaluate(findings, Scores(head, test), testLabels).MeanAuc;
    }

    internal static float[] Scores(ClassifierHead head, Points points)
    {
        var film = new float[points.Dimensions];
        var scores = new List<float>(points.Count * head.Findings.Count);
        for (int i = 0; i < points.Count; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(points[i], film);
            scores.AddRange(head.Logits(film));
        }

        return [.. scores];
    }
}
