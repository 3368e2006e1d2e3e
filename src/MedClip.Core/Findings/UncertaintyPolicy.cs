namespace MedClip;

/// <summary>
/// How an uncertain label enters a label vector. There is no silent default: each conversion names its policy
/// (the released code counts uncertain as absent; CheXpert's paper compares the others, https://arxiv.org/abs/1901.07031, section 3).
/// </summary>
public enum UncertaintyPolicy
{
    /// <summary>Uncertain counts as absent: 0 ("U-Zeros").</summary>
    AsNegative,

    /// <summary>Uncertain counts as present: 1 ("U-Ones").</summary>
    AsPositive,

    /// <summary>Uncertain counts as one half.</summary>
    AsHalf,

    /// <summary>Uncertain counts as not mentioned ("U-Ignore").</summary>
    AsNotMentioned,
}
