using System.Globalization;
using MedClip.Models;

namespace MedClip;

/// <summary>A checkpoint's calibration of one finding, where it holds for the prompts in use.</summary>
/// <param name="Map">From score to probability.</param>
/// <param name="Threshold">The score at or above which the finding is called present; null when none was chosen.</param>
/// <param name="Basis">What it was fitted on, in words.</param>
internal sealed record FindingProbability(ProbabilityMap Map, double? Threshold, string Basis)
{
    /// <summary>The calibration of a finding; null when there is none, or it was fitted to other prompts.</summary>
    public static FindingProbability? Of(CheckpointCalibration? calibration, FindingPrompts prompts, ZeroShotOptions options)
    {
        string? name = calibration?.Findings.Keys.FirstOrDefault(key => new Finding(key) == prompts.Finding);
        if (name is null || calibration!.Findings[name] is not { } found || found.Prompts != PromptFingerprint.Of(prompts, options.Ensemble, options.Paired))
        {
            return null;
        }

        string basis = string.Create(
            CultureInfo.InvariantCulture,
            $"{calibration.Method}, {found.Positives} films with the finding and {found.Negatives} without of {calibration.Data}, {calibration.Fitted:yyyy-MM-dd}; patients: {calibration.Patients}");
        return new FindingProbability(found.Map, found.Threshold, basis);
    }
}
