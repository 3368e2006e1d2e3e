using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models.Tests;

/// <summary>
/// libtorch 2.10 reads memory that it has not written, on some processors, in the gradient of a convolution of fewer than 16 channels: now and then what comes is no number.
/// </summary>
internal static class NarrowConvolutions
{
    public const string Reason = "this libtorch's gradients of convolutions of few channels are not numbers";

    public static bool AreRight { get; } = Enumerable.Range(0, 600).All(i =>
    {
        using DisposeScope scope = NewDisposeScope();
        (long channels, long side) = (i % 3) switch { 0 => (1, 32), 1 => (4, 8), _ => (5L, 8L) };
        Tensor x = randn(4, channels, side, side).requires_grad_();
        Tensor y = functional.conv2d(x, randn(4, channels, 3, 3).requires_grad_(), padding: [1L, 1]);
        (y * randn_like(y)).sum().backward();
        return x.grad!.isfinite().all().item<bool>();
    });
}
