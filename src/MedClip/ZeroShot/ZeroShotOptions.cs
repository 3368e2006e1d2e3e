using MedClip.Models;

namespace MedClip;

/// <summary>What a <see cref="ZeroShotClassifier"/> answers.</summary>
public sealed record ZeroShotOptions
{
    /// <summary>The findings to score, in order; null: all that the model learned. Those that it did not learn are marked, not scored.</summary>
    public IReadOnlyList<Finding>? Findings { get; init; }

    /// <summary>
    /// Scores findings by their prompts alone where the model's labels never spoke of them, as the paper does for COVID (section 4.3);
    /// they stay marked as <see cref="FindingState.NotLearned"/>.
    /// </summary>
    public bool ScoreUnlearned { get; init; }

    /// <summary>The prompts; null for <see cref="PromptSet.Default"/>.</summary>
    public PromptSet? Prompts { get; init; }

    /// <summary>How several prompts of a finding are joined.</summary>
    public PromptEnsemble Ensemble { get; init; } = PromptEnsemble.MeanEmbedding;

    /// <summary>Whether a finding's negative prompts count against its positive ones; without, the positive ones count alone.</summary>
    public bool Paired { get; init; } = true;

    /// <summary>Scores at or above which findings are called present; handed on with each score.</summary>
    public IReadOnlyDictionary<Finding, double>? Thresholds { get; init; }

    /// <summary>How films are read and batched.</summary>
    public EmbedderOptions Embedding { get; init; } = new();
}
