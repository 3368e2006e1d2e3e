using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>
/// Dropout (https://jmlr.org/papers/v15/srivastava14a.html) whose random numbers are a function of an element's place and of one key that each call draws from libtorch's generator of
/// the CPU: reproducible from a seed or from the generator's state, with any number of threads, and made again backward instead of kept. For float32 and bfloat16 on a CPU; elsewhere
/// libtorch's own operator draws other numbers of the same distribution.
/// </summary>
internal static class CounterDropout
{
    /// <summary>Sets elements to zero with a probability of p and scales the others by 1/(1−p).</summary>
    public static Tensor Drop(Tensor input, double p) => Takes(input, p) ? Ops.FusedDropout.Call(input, p) : NnOp.Dropout.Call(input, p, true);

    private static bool Takes(Tensor input, double p) =>
        FusedKernels.AreEnabled && p is > 0 and <= 1 && input.device_type == DeviceType.CPU && input.dtype is ScalarType.Float32 or ScalarType.BFloat16 && Ops.FusedDropout.Exists;
}
