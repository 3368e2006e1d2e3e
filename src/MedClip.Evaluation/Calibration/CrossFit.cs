using System.Globalization;

namespace MedClip.Evaluation;

/// <summary>
/// Fits a finding's map on all films, and judges such maps on patients that they were not fitted on: the patients are dealt into folds, and each fold's
/// probabilities come from a map of the other folds.
/// </summary>
public static class CrossFit
{
    /// <summary>Fits and judges one finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="scores">N finite scores; higher = more likely.</param>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="patients">N patient numbers; a patient's films stay together.</param>
    /// <param name="options">Method, folds and limits; the defaults when null.</param>
    /// <returns>The map with its judgement, or the reason why there is none.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or an option is wrong.</exception>
    public static FindingCrossFit Of(Finding finding, ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<int> patients, CrossFitOptions? options = null)
    {
        (options ??= new CrossFitOptions()).Validate();
        ScoreChecks.Same(labels, scores, []);
        ArgumentOutOfRangeException.ThrowIfNotEqual(patients.Length, labels.Length, nameof(patients));
        int positives = labels.Count(true), negatives = labels.Length - positives;
        var result = new FindingCrossFit(finding, positives, negatives, patients.ToArray().Distinct().Count(), options.Folds);
        if (Math.Min(positives, negatives) < options.MinimumOfEach)
        {
            return result with { Refusal = $"{positives} films with it and {negatives} without are too few; {options.MinimumOfEach} of each are needed" };
        }

        // A finding that the scores do not rank has no probability but its prevalence, and giving that for each film would look like an answer.
        Interval auc = DeLong.Of(labels, scores).LogitConfidence();
        if (auc.Low <= 0.5)
        {
            return result with { Refusal = string.Create(CultureInfo.InvariantCulture, $"the scores rank it no better than chance on these films (95 % interval of the AUC {auc.Low:0.00}–{auc.High:0.00})") };
        }

        try
        {
            // DeLong's interval takes films for independent; a patient's are not.
            SlopeEvidence evidence = SlopeEvidence.Of(PlattFit.Fit(scores, labels), scores, labels, patients);
            if (evidence.PValue > options.Significance)
            {
                return result with { Refusal = string.Create(CultureInfo.InvariantCulture, $"its scores may tell nothing of it on other patients (p = {evidence.PValue:0.0000} over {result.Patients} patients; {options.Significance} is asked for)") };
            }

            double[] outside = OutOfFold(scores.ToArray(), labels.ToArray(), patients.ToArray(), options);
            CalibrationQuality quality = CalibrationQuality.Of(labels, outside);
            return quality.BrierSkill > 0
                ? result with { Map = Fit(scores, labels, patients, options.Method), Threshold = OperatingPoints.Youden(labels, scores).Threshold, Quality = quality }
                : result with
                {
                    Quality = quality,
                    Refusal = string.Create(CultureInfo.InvariantCulture, $"on patients that it was not fitted on it is no better than saying the prevalence (Brier skill {quality.BrierSkill:0.000})"),
                };
        }
        catch (ArgumentException e)
        {
            return result with { Refusal = e.Message.Split(" (Parameter")[0] };
        }
    }

    private static double[] OutOfFold(double[] scores, bool[] labels, int[] patients, CrossFitOptions options)
    {
        int[] folds = Folds.StratifiedGrouped([.. labels.Select(present => present ? 1 : 0)], patients, options.Folds);
        var outside = new double[scores.Length];
        for (int fold = 0; fold < options.Folds; fold++)
        {
            int[] fit = [.. Enumerable.Range(0, folds.Length).Where(i => folds[i] != fold)];
            ProbabilityMap map = Fit([.. fit.Select(i => scores[i])], [.. fit.Select(i => labels[i])], [.. fit.Select(i => patients[i])], options.Method);
            for (int i = 0; i < folds.Length; i++)
            {
                outside[i] = folds[i] == fold ? map.Apply(scores[i]) : outside[i];
            }
        }

        return outside;
    }

    private static ProbabilityMap Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<int> patients, CalibrationMethod method) => method switch
    {
        CalibrationMethod.Temperature => TemperatureFit.Binary(scores, labels),
        CalibrationMethod.Isotonic => IsotonicFit.Fit(scores, labels),
        _ => ShrunkPlattFit.Fit(scores, labels, patients),
    };
}
