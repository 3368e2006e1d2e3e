using MedClip;

namespace ZeroShotService;

/// <summary>What the service says of a film. Scores compare films for one finding; a probability is given only where one was calibrated.</summary>
/// <param name="Notice">What the answer is for, and what it is not.</param>
/// <param name="Model">SHA-256 of the weights.</param>
/// <param name="Preprocessing">How the film became the model's input.</param>
/// <param name="Findings">One entry for each finding.</param>
public sealed record FilmAnswer(string Notice, string Model, string Preprocessing, IReadOnlyList<FindingAnswer> Findings)
{
    internal static FilmAnswer Of(ClassificationResult result) => new(
        ResearchUse.Notice, result.Provenance.ModelHash, result.Provenance.Preprocessing,
        [.. result.Scores.Select(score => new FindingAnswer(score.Finding.Name, score.State.ToString(), score.Score, score.Probability, score.ProbabilityBasis, score.Threshold))]);
}

/// <summary>One finding.</summary>
/// <param name="Finding">Its name.</param>
/// <param name="State">Scored, or why not.</param>
/// <param name="Score">Higher means more likely; comparable between films, not between findings.</param>
/// <param name="Probability">In [0, 1]; null unless calibrated.</param>
/// <param name="ProbabilityBasis">On what films it was calibrated.</param>
/// <param name="Threshold">The score at or above which the finding is called present; null when none was set.</param>
public sealed record FindingAnswer(string Finding, string State, double? Score, double? Probability, string? ProbabilityBasis, double? Threshold);
