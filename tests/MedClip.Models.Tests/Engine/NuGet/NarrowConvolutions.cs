using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models.Tests;

/// <summary>oneDNN in libtorch 2.10 reads memory that it has not written, on some processors, in the gradient of a convolution of fewer than 16 channels.</summary>
internal static class NarrowConvolutions
{
    public static bool AreRight { get; } = Enumerable.Range(0, 100).All(_ =>
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(4, 1, 32, 32).requires_grad_();
        functional.conv2d(x, ones(4, 1, 3, 3).requires_grad_(), padding: [1L, 1]).sum().backward();
        return x.grad!.isfinite().all().item<bool>();
    });
}
