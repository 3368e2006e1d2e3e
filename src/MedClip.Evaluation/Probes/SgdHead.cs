using System.Numerics.Tensors;
using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>
/// A linear head trained by stochastic gradient descent with momentum on frozen embeddings, as the paper trains its heads (section 4.6 of
/// https://arxiv.org/abs/2210.10163). Features are standardised on the training films, and that is folded into the head. One thread; equal seeds give equal heads.
/// </summary>
public static class SgdHead
{
    private const double LeastDeviation = 1e-8;

    /// <summary>Trains a head.</summary>
    /// <param name="embeddings">N embeddings.</param>
    /// <param name="labels">N labels.</param>
    /// <param name="findings">K findings.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="provenance">How the head came to be, to be kept with it.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ArgumentException">The numbers do not fit, an option lies outside its range, or there is nothing to learn.</exception>
    public static ClassifierHead Fit(
        Points embeddings, IReadOnlyList<FindingLabels> labels, FindingSet findings, SgdHeadOptions? options = null,
        IReadOnlyDictionary<string, string>? provenance = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, embeddings.Count, nameof(labels));
        options = Checked(options ?? new SgdHeadOptions());
        (int[] rows, double[][] targets) = Targets(labels, findings, options);
        Points films = embeddings.At(rows);
        (Points points, double[] mean, double[] deviation) = Standardised(films);
        var descent = new SgdDescent(points, targets, options);
        double[] weights = descent.Run(cancellation);
        return Unfolded(weights, findings, mean, deviation, options.MultiClass, provenance);
    }

    private static SgdHeadOptions Checked(SgdHeadOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Batch, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.LearningRate, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.WeightDecay, nameof(options));
        return options.Momentum is >= 0 and < 1 ? options : throw new ArgumentOutOfRangeException(nameof(options), options.Momentum, "Momentum lies in [0, 1).");
    }

    // A target for each finding, NaN where the label does not count.
    private static (int[] Rows, double[][] Targets) Targets(IReadOnlyList<FindingLabels> labels, FindingSet findings, SgdHeadOptions options)
    {
        if (options.MultiClass)
        {
            (int[] rows, int[] classes) = ProbeLabels.OneAmongAll(labels, findings);
            ProbeLabels.RequireAll(classes, findings);
            return (rows, [.. classes.Select(c => Enumerable.Range(0, findings.Count).Select(k => k == c ? 1.0 : 0).ToArray())]);
        }

        double[][] targets = [.. labels.Select(l => findings.Select(f => options.Labels.Present(l[f]) switch { true => 1.0, false => 0, null => double.NaN }).ToArray())];
        Finding[] empty = [.. findings.Where((_, k) => !(targets.Any(t => t[k] == 1) && targets.Any(t => t[k] == 0)))];
        return empty.Length == 0
            ? ([.. Enumerable.Range(0, labels.Count)], targets)
            : throw new ArgumentException($"{string.Join(", ", empty)}: not present in some films and absent in others; there is nothing to learn.", nameof(labels));
    }

    private static (Points Points, double[] Mean, double[] Deviation) Standardised(Points films)
    {
        double[] mean = films.Mean();
        var deviation = new double[films.Dimensions];
        var values = new double[films.Count * films.Dimensions];
        for (int i = 0; i < films.Count; i++)
        {
            Span<double> row = values.AsSpan(i * films.Dimensions, films.Dimensions);
            TensorPrimitives.Subtract(films[i], mean, row);
            TensorPrimitives.MultiplyAdd<double>(row, row, deviation, deviation);
        }

        for (int d = 0; d < deviation.Length; d++)
        {
            deviation[d] = Math.Max(LeastDeviation, Math.Sqrt(deviation[d] / films.Count));
        }

        for (int i = 0; i < films.Count; i++)
        {
            Span<double> row = values.AsSpan(i * films.Dimensions, films.Dimensions);
            TensorPrimitives.Divide(row, deviation, row);
        }

        return (new Points(values, films.Dimensions), mean, deviation);
    }

    private static ClassifierHead Unfolded(
        double[] weights, FindingSet findings, double[] mean, double[] deviation, bool multiClass, IReadOnlyDictionary<string, string>? provenance)
    {
        int dimensions = mean.Length;
        var scaled = new float[findings.Count * dimensions];
        var offsets = new float[findings.Count];
        for (int k = 0; k < findings.Count; k++)
        {
            double offset = weights[(findings.Count * dimensions) + k];
            for (int d = 0; d < dimensions; d++)
            {
                double weight = weights[(k * dimensions) + d] / deviation[d];
                scaled[(k * dimensions) + d] = (float)weight;
                offset -= weight * mean[d];
            }

            offsets[k] = (float)offset;
        }

        return new ClassifierHead(findings, scaled, offsets, multiClass) { TakesUnitEmbeddings = true, Provenance = provenance ?? new Dictionary<string, string>() };
    }
}
