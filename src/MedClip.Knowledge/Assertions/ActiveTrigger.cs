namespace MedClip.Knowledge;

/// <summary>A trigger phrase in a sentence with its scope, all in token indices.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="First">Its first token.</param>
/// <param name="End">Just behind its last token.</param>
internal readonly record struct ActiveTrigger(AssertionRule Rule, int First, int End)
{
    /// <summary>The first token of the backward scope; equals <see cref="First"/> when there is none.</summary>
    public int ScopeStart { get; init; } = First;

    /// <summary>Just behind the forward scope; equals <see cref="End"/> when there is none.</summary>
    public int ScopeEnd { get; init; } = End;
}
