using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>The text half of MedCLIP: an encoder and the projection into the shared space. Callable alone.</summary>
public sealed class TextTower : Module<Tensor, Tensor, Tensor>
{
    private readonly ITextEncoder encoder;
    private readonly Linear projection;

    /// <summary>Creates a tower over an encoder.</summary>
    /// <param name="encoder">A module that encodes texts; registered as <c>model</c>.</param>
    /// <param name="projectionSize">Size P of the shared space.</param>
    /// <param name="bias">Whether the projection has a bias.</param>
    /// <exception cref="ArgumentException">The encoder is no module.</exception>
    public TextTower(ITextEncoder encoder, int projectionSize, bool bias = false)
        : base(nameof(TextTower))
    {
        this.encoder = encoder;
        projection = Linear(encoder.FeatureSize, projectionSize, hasBias: bias);
        register_module("model", encoder as nn.Module ?? throw new ArgumentException("A text encoder must derive from nn.Module.", nameof(encoder)));
        register_module("projection_head", projection);
    }

    /// <summary>The encoder.</summary>
    public ITextEncoder Encoder => encoder;

    /// <summary>Projects texts into the shared space, not normalised.</summary>
    /// <param name="input1">Token ids (M, L), int64.</param>
    /// <param name="input2">Attention mask (M, L), int64.</param>
    /// <returns>Embeddings (M, P).</returns>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using DisposeScope scope = NewDisposeScope();
        return projection.call(encoder.EncodeFeatures(input1, input2)).MoveToOuterDisposeScope();   // (M, L) -> (M, F) -> (M, P)
    }
}
