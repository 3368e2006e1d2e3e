namespace MedClip.Models;

/// <summary>The prompts of one finding.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Positive">Sentences that a report says when it is present; at least one.</param>
/// <param name="Negative">Sentences that a report says when it is absent; may be empty.</param>
public sealed record FindingPrompts(Finding Finding, IReadOnlyList<string> Positive, IReadOnlyList<string> Negative);
