namespace MedClip.Evaluation;

/// <summary>How well one finding's scores rank the films.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Images">Films with a label that counts.</param>
/// <param name="Positives">Films with the finding.</param>
/// <param name="Auc">The area under the ROC curve; NaN where one class only is there.</param>
/// <param name="AucInterval">Its 95 % interval by DeLong on the logit scale, or plain and clipped where the AUC is 0 or 1; null where it is not defined.</param>
/// <param name="AveragePrecision">Average precision; compare with the share of positives.</param>
/// <param name="Roc">The corners of the ROC curve; null where it is not defined.</param>
public sealed record FindingResult(
    Finding Finding, int Images, int Positives, double Auc, Interval? AucInterval, double AveragePrecision, RocCurve? Roc)
{
    /// <summary>Computes a finding's numbers.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="labels">N labels; true = present. N may be 0.</param>
    /// <param name="scores">N finite scores.</param>
    public static FindingResult Of(Finding finding, ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        int positives = labels.Count(true);
        if (positives == 0 || positives == labels.Length)
        {
            double precision = labels.IsEmpty ? double.NaN : Metrics.AveragePrecision(labels, scores);
            return new FindingResult(finding, labels.Length, positives, double.NaN, null, precision, null);
        }

        DeLong deLong = DeLong.Of(labels, scores);
        Interval interval = deLong.Auc is > 0 and < 1 ? deLong.LogitConfidence() : deLong.Confidence().Clip(0, 1);
        return new FindingResult(
            finding, labels.Length, positives, deLong.Auc, double.IsNaN(interval.Low) ? null : interval,
            Metrics.AveragePrecision(labels, scores), RocCurve.Of(labels, scores).Corners());
    }
}
