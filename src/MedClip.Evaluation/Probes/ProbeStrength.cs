namespace MedClip.Evaluation;

/// <summary>How the strength of a probe's regularization is chosen: by what it is worth on folds of the training patients.</summary>
internal static class ProbeStrength
{
    /// <summary>The best of the strengths; of equally good ones the smallest, and with too few films for the folds the middle one.</summary>
    /// <param name="options">Strengths and folds.</param>
    /// <param name="classes">N classes.</param>
    /// <param name="patients">N patient numbers.</param>
    /// <param name="worth">What a strength is worth on a fold; more is better.</param>
    public static double Choose(LinearProbeOptions options, int[] classes, int[] patients, Func<Fold, double> worth)
    {
        double[] ordered = [.. options.Strengths.Order()];
        int folds = Math.Min(options.Folds, Math.Min(patients.Distinct().Count(), classes.CountBy(c => c).Max(c => c.Value)));
        if (ordered.Length == 1 || folds < 2)
        {
            return ordered[ordered.Length / 2];
        }

        int[] fold = Folds.StratifiedGrouped(classes, patients, folds);
        return ordered.MaxBy(strength => Enumerable.Range(0, folds).Average(held => worth(new Fold(
            [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] != held)], [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] == held)],
            Settings(options, strength)))));
    }

    /// <summary>The regression of a strength.</summary>
    public static LogisticRegressionOptions Settings(LinearProbeOptions options, double strength) => new() { C = strength, Balanced = options.Balanced };

    /// <summary>A strength to try: fitted on some films, judged on others.</summary>
    internal readonly record struct Fold(int[] Train, int[] Test, LogisticRegressionOptions Settings);
}
