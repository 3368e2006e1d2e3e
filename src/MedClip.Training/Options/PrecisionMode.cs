namespace MedClip.Training;

/// <summary>The number format of the towers' arithmetic; weights, losses and optimizer stay in float32.</summary>
public enum PrecisionMode
{
    /// <summary>bfloat16 where the hardware multiplies it faster (CUDA, CPUs with AMX), else float32.</summary>
    Auto,

    /// <summary>float32.</summary>
    Float32,

    /// <summary>bfloat16 by autocast.</summary>
    BFloat16,

    /// <summary>float16 by autocast, with loss scaling; on CUDA only.</summary>
    Float16,
}
