namespace MedClip.Knowledge;

/// <summary>Right and wrong detections of one class.</summary>
/// <param name="TruePositives">Found, and there.</param>
/// <param name="FalsePositives">Found, and not there.</param>
/// <param name="FalseNegatives">There, and not found.</param>
/// <param name="TrueNegatives">Neither.</param>
public readonly record struct DetectionCounts(int TruePositives, int FalsePositives, int FalseNegatives, int TrueNegatives)
{
    /// <summary>The share of what was found that is there, in [0, 1]; not a number when nothing was found.</summary>
    public double Precision => (double)TruePositives / (TruePositives + FalsePositives);

    /// <summary>The share of what is there that was found, in [0, 1]; not a number when nothing is there.</summary>
    public double Recall => (double)TruePositives / (TruePositives + FalseNegatives);

    /// <summary>The harmonic mean of precision and recall, in [0, 1]; not a number when nothing is there and nothing was found.</summary>
    public double F1 => 2.0 * TruePositives / ((2 * TruePositives) + FalsePositives + FalseNegatives);

    /// <summary>
    /// Cohen's kappa: agreement beyond chance, at most 1 (https://doi.org/10.1177/001316446002000104); not a number when chance alone would agree always.
    /// </summary>
    public double Kappa
    {
        get
        {
            double total = (double)TruePositives + FalsePositives + FalseNegatives + TrueNegatives;
            double agreed = (TruePositives + TrueNegatives) / total;
            double both = (TruePositives + FalsePositives) / total * ((TruePositives + FalseNegatives) / total);
            double neither = (TrueNegatives + FalseNegatives) / total * ((TrueNegatives + FalsePositives) / total);
            double chance = both + neither;
            return (agreed - chance) / (1 - chance);
        }
    }

    /// <summary>These counts and one case more.</summary>
    /// <param name="predicted">Whether it was found.</param>
    /// <param name="actual">Whether it is there.</param>
    public DetectionCounts With(bool predicted, bool actual) => (predicted, actual) switch
    {
        (true, true) => this with { TruePositives = TruePositives + 1 },
        (true, false) => this with { FalsePositives = FalsePositives + 1 },
        (false, true) => this with { FalseNegatives = FalseNegatives + 1 },
        _ => this with { TrueNegatives = TrueNegatives + 1 },
    };

    /// <summary>The sum of two counts.</summary>
    public static DetectionCounts operator +(DetectionCounts a, DetectionCounts b) => new(
        a.TruePositives + b.TruePositives, a.FalsePositives + b.FalsePositives, a.FalseNegatives + b.FalseNegatives, a.TrueNegatives + b.TrueNegatives);

    /// <summary>The sum of two counts.</summary>
    /// <param name="left">Counts.</param>
    /// <param name="right">Further counts.</param>
    public static DetectionCounts Add(DetectionCounts left, DetectionCounts right) => left + right;
}
