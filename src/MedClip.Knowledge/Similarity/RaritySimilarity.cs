namespace MedClip.Knowledge;

/// <summary>
/// Another measure in which rare findings count more: each component of the label vectors is first multiplied by its finding's weight, so that
/// two texts that share a pneumothorax are more alike than two that share what every second film has.
/// </summary>
public sealed class RaritySimilarity : ILabelSimilarity
{
    private readonly ILabelSimilarity measure;
    private readonly double[] weights;

    /// <summary>Creates a weighted measure.</summary>
    /// <param name="measure">The measure that is applied to the weighted vectors.</param>
    /// <param name="weights">One weight of at least 0 for each finding, e.g. from <see cref="WeightsOf"/>.</param>
    /// <exception cref="ArgumentException">A weight is negative or not finite.</exception>
    public RaritySimilarity(ILabelSimilarity measure, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(measure);
        foreach (double weight in weights)
        {
            if (!(weight >= 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException($"A weight of {weight} is no weight; it must be a number of at least 0.", nameof(weights));
            }
        }

        (this.measure, this.weights) = (measure, weights.ToArray());
    }

    /// <summary>
    /// Inverse document frequencies ln((1 + n) / (1 + nₖ)) + 1 of n label vectors, of which nₖ have finding k present, scaled to a mean of 1.
    /// </summary>
    /// <param name="labels">The labels of a data set.</param>
    /// <param name="findings">The findings that the weights are for.</param>
    public static double[] WeightsOf(IEnumerable<FindingLabels> labels, FindingSet findings)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(findings);
        var present = new int[findings.Count];
        int count = 0;
        foreach (FindingLabels one in labels)
        {
            count++;
            for (int k = 0; k < present.Length; k++)
            {
                present[k] += one[findings[k]] == LabelValue.Positive ? 1 : 0;
            }
        }

        double[] weights = [.. present.Select(n => Math.Log((1.0 + count) / (1 + n)) + 1)];
        double mean = weights.Average();
        return [.. weights.Select(weight => weight / mean)];
    }

    /// <inheritdoc/>
    public void Compute(ReadOnlySpan<double> images, ReadOnlySpan<double> texts, int width, Span<double> similarity)
    {
        if (width != weights.Length)
        {
            throw new ArgumentException($"There are {weights.Length} weights for vectors of {width}.", nameof(width));
        }

        measure.Compute(Weighted(images), Weighted(texts), width, similarity);
    }

    private double[] Weighted(ReadOnlySpan<double> vectors)
    {
        var weighted = new double[vectors.Length];
        for (int i = 0; i < weighted.Length; i++)
        {
            weighted[i] = vectors[i] * weights[i % weights.Length];
        }

        return weighted;
    }
}
