namespace MedClip.Models;

/// <summary>In what precision towers compute; weights stay float32 (DESIGN D4).</summary>
public enum NumericPrecision
{
    /// <summary>float32 throughout.</summary>
    Float32,

    /// <summary>bfloat16 inside the towers by autocast, where the engine has it; losses and softmax over logits stay float32.</summary>
    BFloat16,
}
