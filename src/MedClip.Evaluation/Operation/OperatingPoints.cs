namespace MedClip.Evaluation;

/// <summary>Chooses thresholds. Choose on validation films, then state on others what the threshold does: <see cref="At"/>.</summary>
public static class OperatingPoints
{
    /// <summary>What a threshold does.</summary>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="threshold">A score at or above it is called present.</param>
    public static OperatingPoint At(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, double threshold)
    {
        ScoreChecks.BothClasses(labels, scores);
        long positives = labels.Count(true), negatives = labels.Length - positives, hits = 0, passes = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            bool called = scores[i] >= threshold;
            hits += labels[i] && called ? 1 : 0;
            passes += !labels[i] && !called ? 1 : 0;
        }

        return new OperatingPoint(
            threshold, (double)hits / positives, ProportionInterval.Wilson(hits, positives), (double)passes / negatives, ProportionInterval.Wilson(passes, negatives));
    }

    /// <summary>The threshold with the largest sensitivity + specificity; of equal ones the highest.</summary>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <param name="scores">N finite scores.</param>
    public static OperatingPoint Youden(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores) =>
        Best(labels, scores, (sensitivity, specificity) => sensitivity + specificity);

    /// <summary>The threshold with the highest sensitivity among those of at least a given specificity.</summary>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="specificity">In [0, 1].</param>
    public static OperatingPoint AtSpecificity(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, double specificity)
    {
        InUnit(specificity, nameof(specificity));
        return Best(labels, scores, (hit, pass) => pass >= specificity ? 2 + hit : pass);
    }

    /// <summary>The threshold with the highest specificity among those of at least a given sensitivity.</summary>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="sensitivity">In [0, 1].</param>
    public static OperatingPoint AtSensitivity(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, double sensitivity)
    {
        InUnit(sensitivity, nameof(sensitivity));
        return Best(labels, scores, (hit, pass) => hit >= sensitivity ? 2 + pass : hit);
    }

    private static OperatingPoint Best(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, Func<double, double, double> worth)
    {
        ScoreChecks.BothClasses(labels, scores);
        RocCurve curve = RocCurve.Of(labels, scores);
        int best = 0;
        for (int i = 1; i < curve.Count; i++)
        {
            best = Worth(i) > Worth(best) ? i : best;
        }

        return At(labels, scores, curve.Thresholds[best]);
        double Worth(int i) => worth(curve.TruePositiveRates[i], 1 - curve.FalsePositiveRates[i]);
    }

    private static void InUnit(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must lie in [0, 1].");
        }
    }
}
