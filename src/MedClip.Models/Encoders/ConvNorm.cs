using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>
/// A convolution and its batch norm, registered side by side under their published names. In inference the norm can be folded into the
/// convolution: its scale goes into the kernel, its offset becomes the bias, and what is left in the norm is the identity, so that the state
/// stays that of the same network.
/// </summary>
/// <param name="conv">A convolution without bias.</param>
/// <param name="norm">The norm of its output.</param>
internal sealed class ConvNorm(Conv2d conv, BatchNorm2d norm)
{
    private bool isFolded;

    /// <summary>Makes both children of a module.</summary>
    public void Register(nn.Module owner, string convName, string normName)
    {
        owner.register_module(convName, conv);
        owner.register_module(normName, norm);
    }

    /// <summary>Applies both.</summary>
    /// <param name="x">(N, C, H, W).</param>
    /// <returns>(N, D, H', W'), in the caller's scope.</returns>
    public Tensor Apply(Tensor x) => isFolded
        ? functional.conv2d(x, conv.weight, norm.bias, conv.stride, conv.padding)
        : norm.call(conv.call(x));

    /// <summary>Prepares for inference.</summary>
    /// <param name="fold">Whether the norm becomes part of the convolution; computed in float64 and rounded once.</param>
    /// <param name="channelsLast">Whether the kernel's channels come last in memory.</param>
    public void Prepare(bool fold, bool channelsLast)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        if (fold && !isFolded)
        {
            Tensor scale = norm.weight!.to(ScalarType.Float64) / (norm.running_var!.to(ScalarType.Float64) + norm.eps).sqrt();   // (D)
            norm.bias!.copy_(norm.bias.to(ScalarType.Float64) - (norm.running_mean!.to(ScalarType.Float64) * scale));
            // Not written over the old kernel: that may lie in a mapped file, each of whose pages would be copied first.
            Replace((conv.weight.to(ScalarType.Float64) * scale.view(-1, 1, 1, 1)).to(conv.weight.dtype), channelsLast);
            channelsLast = false;
            norm.weight.fill_(1);
            norm.running_mean.fill_(0);
            norm.running_var.fill_(1 - norm.eps);
            isFolded = true;
        }

        if (channelsLast)
        {
            Replace(conv.weight.detach(), channelsLast);
        }
    }

    private void Replace(Tensor kernel, bool channelsLast)
    {
        Parameter before = conv.weight;
        conv.weight = Parameter(channelsLast ? ChannelsLast.Of(kernel) : kernel, requires_grad: before.requires_grad);
        before.Dispose();
    }
}

/// <summary>The order of memory in which the channels of a place stand together.</summary>
internal static class ChannelsLast
{
    /// <summary>The same numbers in the same shape (N, C, H, W), laid out as (N, H, W, C).</summary>
    public static Tensor Of(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
}

/// <summary>A network of convolutions that can be prepared for inference.</summary>
internal interface IConvolutional
{
    /// <summary>Folds batch norms and changes the order of memory; afterwards the network must not be trained.</summary>
    void Prepare(bool fold, bool channelsLast);
}
