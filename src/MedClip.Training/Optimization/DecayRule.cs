namespace MedClip.Training;

/// <summary>Which parameters weight decay pulls towards zero.</summary>
public enum DecayRule
{
    /// <summary>Those with two or more dimensions: no bias, no normalisation, no temperature.</summary>
    Clean,

    /// <summary>
    /// The released code's: all but those whose name holds "bias" or "LayerNorm.weight". Batch-norm weights, other spellings of layer
    /// norm and the temperature are decayed.
    /// </summary>
    Reference,
}
