using MedClip.Models;

namespace MedClip.Evaluation;

/// <summary>How a <see cref="ZeroShotValidator"/> works.</summary>
public sealed record ZeroShotValidatorOptions
{
    /// <summary>Films or texts encoded at once, at least 1.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The longest prompt in tokens, [CLS] and [SEP] included.</summary>
    public int MaxTextLength { get; init; } = 77;

    /// <summary>How prompts are put into batches: in order and as the model pools, or by length with padding left out.</summary>
    public TextBatching TextBatching { get; init; } = TextBatching.Exact;

    /// <summary>How several prompts of a finding are joined.</summary>
    public PromptEnsemble Ensemble { get; init; } = PromptEnsemble.MeanEmbedding;

    /// <summary>Whether a finding's negative prompts count against its positive ones.</summary>
    public bool Paired { get; init; } = true;

    /// <summary>Which labels count.</summary>
    public GroundTruthPolicy Protocol { get; init; } = new();
}
