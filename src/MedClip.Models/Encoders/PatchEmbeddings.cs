using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>Cuts films into patches and projects each, as one convolution whose stride is its kernel.</summary>
internal sealed class PatchEmbeddings : NamedModule
{
    private readonly Conv2d projection;

    public PatchEmbeddings(int channels, int width, int patch)
        : base(nameof(PatchEmbeddings))
    {
        projection = Conv2d(channels, width, patch, stride: patch);
        register_module("projection", projection);
    }

    public Tensor Apply(Tensor pixels) => projection.call(pixels).flatten(2).transpose(1, 2);   // (N, C, S, S) -> (N, F, p, p) -> (N, p², F)
}
