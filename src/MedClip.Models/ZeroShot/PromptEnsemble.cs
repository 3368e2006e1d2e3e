namespace MedClip.Models;

/// <summary>How several prompts of one finding become one score.</summary>
public enum PromptEnsemble
{
    /// <summary>The logit of the prompts' mean embedding, normalised again (CLIP's zero-shot, https://arxiv.org/abs/2103.00020, section 3.1.4).</summary>
    MeanEmbedding,

    /// <summary>The mean of the prompts' logits: the released MedCLIP with <c>ensemble=True</c>.</summary>
    MeanLogit,

    /// <summary>The largest of the prompts' logits: the released MedCLIP with <c>ensemble=False</c>.</summary>
    MaxLogit,
}
