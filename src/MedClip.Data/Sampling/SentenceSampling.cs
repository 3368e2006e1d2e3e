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

    /// <summary>Sentences with rare findings more often: in proportion to the sum of 1 / (how often a finding is present) over those that it has.</summary>
    ByRarity,

    /// <summary>
    /// As the released code: a film with a report draws one of its own sentences, any other film a sentence whose findings match its labels. There are as many
    /// sentences as films. Needs films' labels, and their own sentences where there are reports.
    /// </summary>
    Reference,
}

/// <summary>How films are drawn for an epoch.</summary>
public enum ImageSampling
{
    /// <summary>Every film once, in an order of the epoch.</summary>
    EveryFilmOnce,

    /// <summary>Every finding with its assertion equally often, then a film that has it: films repeat.</summary>
    ByFinding,

    /// <summary>Every combination of present findings equally often, then a film that has it: films repeat.</summary>
    ByCombination,

    /// <summary>Films with rare findings more often: films repeat.</summary>
    ByRarity,
}
