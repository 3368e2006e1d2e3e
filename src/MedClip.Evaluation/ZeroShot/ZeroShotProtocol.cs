namespace MedClip.Evaluation;

/// <summary>
/// Zero-shot classification as in the paper's Table 1 (https://arxiv.org/abs/2210.10163, section 4.2): each film has a score for each
/// finding, from the cosine of its embedding with the finding's prompt ensemble. Two readings: each finding alone (AUC, average precision), and one class
/// among all (accuracy, over films with exactly one finding).
/// </summary>
/// <param name="options">Which labels count; null for the defaults.</param>
public sealed class ZeroShotProtocol(GroundTruthPolicy? options = null)
{
    private readonly GroundTruthPolicy options = options ?? new GroundTruthPolicy();

    /// <summary>Evaluates scores.</summary>
    /// <param name="findings">K findings, in the order of the scores.</param>
    /// <param name="scores">N×K finite scores, row by row; higher = more likely.</param>
    /// <param name="labels">N labels; a finding that a film's labels lack counts as blank.</param>
    /// <exception cref="ArgumentException">The numbers of scores and labels do not fit, there are no films, or a score is not finite.</exception>
    public ZeroShotResult Evaluate(FindingSet findings, ReadOnlySpan<float> scores, IReadOnlyList<FindingLabels> labels)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0 || scores.Length != (long)labels.Count * findings.Count)
        {
            throw new ArgumentException($"{labels.Count} films and {findings.Count} findings do not fit {scores.Length} scores.", nameof(scores));
        }

        var results = new FindingResult[findings.Count];
        for (int k = 0; k < results.Length; k++)
        {
            var present = new List<bool>(labels.Count);
            var values = new List<double>(labels.Count);
            for (int n = 0; n < labels.Count; n++)
            {
                if (options.Present(labels[n][findings[k]]) is { } isPresent)
                {
                    present.Add(isPresent);
                    values.Add(scores[(n * findings.Count) + k]);
                }
            }

            results[k] = FindingResult.Of(findings[k], [.. present], [.. values]);
        }

        (DecisionSummary? accuracy, int images) = OneAmongAll(findings, scores, labels);
        return new ZeroShotResult(labels.Count, results, MultiLabelMetrics.MeanOverDefined(results.Select(r => r.Auc)), accuracy, images);
    }

    private static (DecisionSummary? Summary, int Images) OneAmongAll(FindingSet findings, ReadOnlySpan<float> scores, IReadOnlyList<FindingLabels> labels)
    {
        var truth = new List<int>();
        var rows = new List<double>();
        for (int n = 0; n < labels.Count; n++)
        {
            int[] positives = [.. Enumerable.Range(0, findings.Count).Where(k => labels[n][findings[k]] == LabelValue.Positive)];
            if (positives.Length == 1)
            {
                truth.Add(positives[0]);
                for (int k = 0; k < findings.Count; k++)
                {
                    rows.Add(scores[(n * findings.Count) + k]);
                }
            }
        }

        return truth.Count == 0 || findings.Count < 2
            ? (null, 0)
            : (ReferenceEvaluator.MultiClass([.. rows], [.. truth], findings.Count), truth.Count);
    }
}
