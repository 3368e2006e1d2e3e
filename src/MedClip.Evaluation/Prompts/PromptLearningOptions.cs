namespace MedClip.Evaluation;

/// <summary>Settings of <see cref="PromptLearner"/>.</summary>
public sealed record PromptLearningOptions
{
    /// <summary>Learned vectors before a finding's name, ≥ 1; 16 in the publication.</summary>
    public int ContextTokens { get; init; } = 8;

    /// <summary>Films of each finding to learn from, ≥ 1.</summary>
    public int Shots { get; init; } = 16;

    /// <summary>Steps over all of them, ≥ 1.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>Adam's step size, above 0.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Draws the films and the first vectors.</summary>
    public ulong Seed { get; init; }
}
