namespace MedClip.Training;

/// <summary>What becomes of a sentence in which the labeller finds nothing.</summary>
public enum UnlabelledSentences
{
    /// <summary>It is left out.</summary>
    Drop,

    /// <summary>It counts as No Finding, as in the released code.</summary>
    NoFinding,

    /// <summary>It stays with an empty label vector, which resembles nothing.</summary>
    Keep,
}
