namespace MedClip.Data;

/// <summary>How sentences are drawn for a batch, apart from its films.</summary>
public enum SentenceSampling
{
    /// <summary>Every sentence equally often: a fresh order each epoch, begun again when it runs out.</summary>
    Uniform,

    /// <summary>
    /// Every statement equally often: first a finding with its assertion (present, absent or uncertain; No Finding is one of them), then a
    /// sentence that makes it. Rare findings are seen as often as common ones.
    /// </summary>
    ByFinding,

    /// <summary>Every combination of present findings equally often, then a sentence that has it.</summary>
    ByCombination,
}
