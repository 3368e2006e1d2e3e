namespace MedClip.Models;

/// <summary>How a model is turned into one for inference.</summary>
public sealed record InferenceOptions
{
    /// <summary>Where it computes: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>The type of its weights and states. float16 needs a CUDA device.</summary>
    public NumericPrecision Precision { get; init; } = NumericPrecision.Float32;

    /// <summary>Whether batch norms become part of the convolutions before them, which changes no result but for rounding (1e-5 in float32).</summary>
    public bool FoldBatchNorm { get; init; } = true;

    /// <summary>Whether convolutions keep the channels of a place together in memory, which is what their fast kernels work on.</summary>
    public bool ChannelsLast { get; init; } = true;
}
