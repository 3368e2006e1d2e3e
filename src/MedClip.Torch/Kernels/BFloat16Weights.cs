using TorchSharp;
using TorchSharp.Modules;

namespace MedClip.Torch;

/// <summary>
/// Keeps float32 weights of dense layers in bfloat16 too, from one forward pass to the next: autocast would cast each anew in every pass. A copy is made when a layer first reads its weight
/// under autocast to bfloat16; <see cref="ScaledStep"/> with AdamW writes it beside the weight, and where another changed the weight, it is made anew. Values, losses and gradients
/// are bit for bit those of autocast. Costs two bytes a weight for as long as the object lives.
/// </summary>
public sealed class BFloat16Weights : IDisposable
{
    private Parameter[] kept = [];

    /// <summary>Keeps the matrices among these; others, and what is not float32 on the CPU, are left as they are.</summary>
    /// <param name="parameters">Parameters of a model, (out, in) where they are a dense layer's. Who made them frees them, before or after.</param>
    public BFloat16Weights(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (Ops.KeepHalf.Exists)
        {
            kept = [.. parameters.Where(p => p.dim() == 2 && p.dtype == torch.ScalarType.Float32 && p.device_type == DeviceType.CPU)];
            Ops.KeepHalf.Run(kept);
        }
    }

    /// <summary>Frees the copies.</summary>
    public void Dispose()
    {
        if (kept.Length > 0)
        {
            Ops.DropHalf.Run(kept.Where(parameter => !parameter.IsInvalid).ToArray<torch.Tensor>());
            kept = [];
        }
    }
}
