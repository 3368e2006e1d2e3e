namespace MedClip;

/// <summary>The scores of one film, or why there are none.</summary>
/// <param name="Path">The file as it was named.</param>
/// <param name="Scores">One entry for each asked finding, in order; empty when there is an error.</param>
/// <param name="Error">Why the film was refused; null when it was not.</param>
/// <param name="Provenance">The model and settings behind the scores.</param>
public sealed record ClassificationResult(string Path, IReadOnlyList<FindingScore> Scores, InferenceError? Error, ModelProvenance Provenance)
{
    /// <summary>The entry of a finding.</summary>
    /// <param name="finding">A finding that was asked for.</param>
    /// <exception cref="KeyNotFoundException">It was not asked for, or the film was refused.</exception>
    public FindingScore this[Finding finding] => Scores.FirstOrDefault(score => score.Finding == finding)
        ?? throw new KeyNotFoundException($"There is no score for '{finding}'{(Error is null ? "; ask for it in ZeroShotOptions.Findings" : $": {Error.Message}")}.");
}
