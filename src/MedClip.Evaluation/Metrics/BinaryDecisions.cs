namespace MedClip.Evaluation;

/// <summary>
/// Counts (or weights) of yes/no decisions against the truth, and what follows from them. A ratio whose denominator is 0 is 0,
/// as scikit-learn has it; <see cref="Kappa"/> is NaN where chance agreement is complete.
/// </summary>
/// <param name="TrueNegatives">Absent and called absent.</param>
/// <param name="FalsePositives">Absent but called present.</param>
/// <param name="FalseNegatives">Present but called absent.</param>
/// <param name="TruePositives">Present and called present.</param>
public readonly record struct BinaryDecisions(double TrueNegatives, double FalsePositives, double FalseNegatives, double TruePositives)
{
    /// <summary>Calls present what scores at or above a threshold.</summary>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="threshold">Present where score ≥ threshold.</param>
    /// <param name="weights">N weights, or empty.</param>
    public static BinaryDecisions At(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, double threshold, ReadOnlySpan<double> weights = default)
    {
        ScoreChecks.Same(labels, scores, weights);
        Span<double> cells = stackalloc double[4];
        for (int i = 0; i < labels.Length; i++)
        {
            cells[(labels[i] ? 2 : 0) + (scores[i] >= threshold ? 1 : 0)] += weights.IsEmpty ? 1 : weights[i];
        }

        return new BinaryDecisions(cells[0], cells[1], cells[2], cells[3]);
    }

    /// <summary>All cases.</summary>
    public double Total => TrueNegatives + FalsePositives + FalseNegatives + TruePositives;

    /// <summary>The share of right decisions.</summary>
    public double Accuracy => Ratio(TruePositives + TrueNegatives, Total);

    /// <summary>Sensitivity: the share of present cases that were found.</summary>
    public double Recall => Ratio(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The share of absent cases that were called absent.</summary>
    public double Specificity => Ratio(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>Positive predictive value: the share of cases called present that are.</summary>
    public double Precision => Ratio(TruePositives, TruePositives + FalsePositives);

    /// <summary>The share of cases called absent that are.</summary>
    public double NegativePredictiveValue => Ratio(TrueNegatives, TrueNegatives + FalseNegatives);

    /// <summary>The mean of the recalls of the classes that occur.</summary>
    public double BalancedAccuracy =>
        TruePositives + FalseNegatives == 0 ? Specificity
        : TrueNegatives + FalsePositives == 0 ? Recall
        : (Recall + Specificity) / 2;

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => FBeta(1);

    /// <summary>Intersection over union of the cases that are and that were called present.</summary>
    public double Jaccard => Ratio(TruePositives, TruePositives + FalsePositives + FalseNegatives);

    /// <summary>Youden's index: sensitivity + specificity − 1.</summary>
    public double Youden => Recall + Specificity - 1;

    /// <summary>Matthews' correlation of decision and truth, in [−1, 1]; 0 when one of them is constant.</summary>
    public double Mcc
    {
        get
        {
            double product = (TruePositives + FalsePositives) * (TruePositives + FalseNegatives)
                * (TrueNegatives + FalsePositives) * (TrueNegatives + FalseNegatives);
            return Ratio((TruePositives * TrueNegatives) - (FalsePositives * FalseNegatives), Math.Sqrt(product));
        }
    }

    /// <summary>Cohen's κ: agreement beyond chance; NaN when chance agreement is complete.</summary>
    public double Kappa
    {
        get
        {
            double chance = (((TruePositives + FalsePositives) * (TruePositives + FalseNegatives))
                + ((TrueNegatives + FalsePositives) * (TrueNegatives + FalseNegatives))) / (Total * Total);
            double observed = (TruePositives + TrueNegatives) / Total;
            return chance == 1 ? double.NaN : (observed - chance) / (1 - chance);
        }
    }

    /// <summary>The weighted harmonic mean of precision and recall, recall counting β times as much.</summary>
    /// <param name="beta">Positive.</param>
    public double FBeta(double beta)
    {
        double square = beta * beta;
        return Ratio((1 + square) * TruePositives, ((1 + square) * TruePositives) + (square * FalseNegatives) + FalsePositives);
    }

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
