namespace MedClip;

/// <summary>
/// A rising curve without a form of its own (Zadrozny and Elkan 2002, https://doi.org/10.1145/775047.775151): linear between knots, constant outside. It wants a thousand cases or more.
/// </summary>
public sealed record IsotonicMap : ProbabilityMap
{
    /// <summary>Makes the map.</summary>
    /// <param name="scores">At least one score, strictly rising.</param>
    /// <param name="probabilities">As many probabilities, not falling.</param>
    /// <exception cref="ArgumentException">The lengths differ, there are none, or the order is broken.</exception>
    public IsotonicMap(IReadOnlyList<double> scores, IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(probabilities);
        if (scores.Count == 0 || scores.Count != probabilities.Count)
        {
            throw new ArgumentException($"{scores.Count} scores and {probabilities.Count} probabilities: an isotonic map needs as many of each, and at least one.", nameof(probabilities));
        }

        for (int i = 1; i < scores.Count; i++)
        {
            if (!(scores[i] > scores[i - 1] && probabilities[i] >= probabilities[i - 1]))
            {
                throw new ArgumentException($"Knot {i} of the isotonic map breaks the order: scores must rise, probabilities must not fall.", nameof(scores));
            }
        }

        Scores = [.. scores];
        Probabilities = [.. probabilities];
    }

    /// <summary>The knots' scores, rising.</summary>
    public IReadOnlyList<double> Scores { get; }

    /// <summary>The knots' probabilities.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <inheritdoc/>
    public override double Apply(double score)
    {
        int low = 0, high = Scores.Count - 1;
        if (score <= Scores[0] || high == 0)
        {
            return Probabilities[0];
        }

        if (score >= Scores[high])
        {
            return Probabilities[high];
        }

        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = Scores[middle] <= score ? (middle, high) : (low, middle);
        }

        double share = (score - Scores[low]) / (Scores[high] - Scores[low]);
        return Probabilities[low] + (share * (Probabilities[high] - Probabilities[low]));
    }
}
