namespace MedClip.Training;

/// <summary>How texts are varied in training.</summary>
public enum TextAugmentation
{
    /// <summary>Not at all, as in the paper.</summary>
    None,

    /// <summary>
    /// As in the released code: beside each text trains a copy with a term replaced, two words swapped or a word deleted, and the loss is the
    /// mean of both. Ours keeps a copy only when the labeller says of it what it says of the original.
    /// </summary>
    Reference,
}
