using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>The image half of MedCLIP: an encoder and the projection into the shared space. Callable alone.</summary>
public sealed class ImageTower : Module<Tensor, Tensor>
{
    private readonly IImageEncoder encoder;
    private readonly Linear? projection;

    /// <summary>Creates a tower over an encoder.</summary>
    /// <param name="encoder">A module that encodes films; registered as <c>model</c>.</param>
    /// <param name="projectionSize">Size P of the shared space; 0 when the encoder's features are in it already (MedCLIP's ResNet: <c>fc</c>).</param>
    /// <param name="bias">Whether the projection has a bias.</param>
    /// <exception cref="ArgumentException">The encoder is no module.</exception>
    public ImageTower(IImageEncoder encoder, int projectionSize, bool bias = false)
        : base(nameof(ImageTower))
    {
        this.encoder = encoder;
        register_module("model", encoder as nn.Module ?? throw new ArgumentException("An image encoder must derive from nn.Module.", nameof(encoder)));
        if (projectionSize > 0)
        {
            projection = Linear(encoder.FeatureSize, projectionSize, hasBias: bias);
            register_module("projection_head", projection);
        }
    }

    /// <summary>The encoder.</summary>
    public IImageEncoder Encoder => encoder;

    /// <summary>Projects films into the shared space, not normalised.</summary>
    /// <param name="input">Normalised films (N, C, H, W); one channel is repeated when the encoder takes three.</param>
    /// <returns>Embeddings (N, P).</returns>
    public override Tensor forward(Tensor input)
    {
        if (input.shape.Length != 4 || (input.shape[1] != encoder.Channels && input.shape[1] != 1))
        {
            throw new ArgumentException(
                $"The films are ({string.Join(", ", input.shape)}); this tower takes (N, {encoder.Channels}, H, W) or one channel.", nameof(input));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor pixels = input.shape[1] == encoder.Channels ? input
            : input.expand(input.shape[0], encoder.Channels, input.shape[2], input.shape[3]);   // (N, 1, H, W) -> (N, 3, H, W)
        Tensor features = encoder.EncodeFeatures(pixels);                                  // (N, F)
        return (projection is null ? features : projection.call(features)).MoveToOuterDisposeScope();
    }
}
