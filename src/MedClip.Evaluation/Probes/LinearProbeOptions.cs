namespace MedClip.Evaluation;

/// <summary>Settings of <see cref="LinearProbe"/> and <see cref="MultiClassProbe"/>.</summary>
public sealed record LinearProbeOptions
{
    /// <summary>The strengths C to choose from, each above 0; with one, nothing is chosen.</summary>
    public IReadOnlyList<double> Strengths { get; init; } = [0.001, 0.01, 0.1, 1, 10];

    /// <summary>Folds, by patient, over which a strength is chosen; ≥ 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Whether present and absent weigh the same, however rare the finding.</summary>
    public bool Balanced { get; init; }

    /// <summary>Which labels count.</summary>
    public GroundTruthPolicy Labels { get; init; } = new();

    // Of equally good strengths the smallest. With too few films for the folds, the middle one.
    internal double Choose(int[] classes, IReadOnlyList<int> patients, Func<Fold, double> worth)
    {
        double[] ordered = [.. Strengths.Order()];
        int folds = Math.Min(Folds, Math.Min(patients.Distinct().Count(), classes.CountBy(c => c).Max(c => c.Value)));
        if (ordered.Length == 1 || folds < 2)
        {
            return ordered[ordered.Length / 2];
        }

        int[] fold = Evaluation.Folds.StratifiedGrouped(classes, patients, folds);
        return ordered.MaxBy(strength => Enumerable.Range(0, folds).Average(held => worth(new Fold(
            [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] != held)], [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] == held)], Settings(strength)))));
    }

    internal LogisticRegressionOptions Settings(double strength) => new() { C = strength, Balanced = Balanced };

    /// <summary>A strength to try: fitted on some films, judged on others.</summary>
    internal readonly record struct Fold(int[] Train, int[] Test, LogisticRegressionOptions Settings);
}
