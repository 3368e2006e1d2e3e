namespace MedClip;

/// <summary>What a model says of one finding of one film.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="State">Whether it was scored, or why not.</param>
/// <param name="Score">
/// Higher = more likely: a logit, or the difference of the logits of presence and absence. Comparable between films for the same finding, not between findings, and no probability. Null when not scored.
/// </param>
/// <param name="Probability">A probability in [0, 1]; null unless the checkpoint holds a calibration that was fitted to the same prompts (<c>medclip calibrate</c>), or the classifier was trained on labels.</param>
/// <param name="Threshold">The score at or above which the finding is called present: the caller's, else the calibration's; null when there is neither.</param>
/// <param name="ProbabilityBasis">What films the probability was fitted on, in words; it holds for films like those. Null where there is no probability from a calibration.</param>
public sealed record FindingScore(
    Finding Finding, FindingState State, double? Score, double? Probability = null, double? Threshold = null, string? ProbabilityBasis = null);

/// <summary>Whether a finding was scored.</summary>
public enum FindingState
{
    /// <summary>The model learned the finding and scored it.</summary>
    Scored,

    /// <summary>The model's labels never spoke of this finding: a score would rest on its prompts alone, and is given only when asked for.</summary>
    NotLearned,
}
