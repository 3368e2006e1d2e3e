using TorchSharp;

namespace MedClip.Torch;

/// <summary>
/// y = x·Wᵀ + b. Where BLAS leaves half of the processor idle (an OpenBLAS that computes without AVX-512 on a processor that has it), large float32 layers go through oneDNN,
/// forward and backward; the choice follows from the names of both, so it is the same in every run on a machine.
/// </summary>
internal static class DenseLayer
{
    public static torch.Tensor Linear(torch.Tensor input, torch.Tensor weight, torch.Tensor? bias) =>
        FusedKernels.AreEnabled && Ops.FusedLinear.Exists ? Ops.FusedLinear.Call(input, weight, bias) : NnOp.Linear.Call(input, weight, bias);
}
