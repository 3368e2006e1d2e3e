using MedClip.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>A <see cref="MedClipModel"/> as the towers of a training step.</summary>
public sealed class MedClipTowers : IContrastiveTowers
{
    /// <summary>Wraps a model, which stays the caller's.</summary>
    /// <param name="model">The model.</param>
    public MedClipTowers(MedClipModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        LogScale = model.named_parameters().Single(parameter => parameter.name == "logit_scale").parameter;
    }

    /// <summary>The model.</summary>
    public MedClipModel Model { get; }

    /// <inheritdoc/>
    public nn.Module Module => Model;

    /// <inheritdoc/>
    public Parameter LogScale { get; }

    /// <inheritdoc/>
    public Tensor EncodeImages(Tensor pixels) => Model.EncodeImages(pixels);

    /// <inheritdoc/>
    public Tensor EncodeTexts(Tensor tokenIds, Tensor attentionMask) => Model.EncodeTexts(tokenIds, attentionMask);

    /// <inheritdoc/>
    public Tensor EncodeTexts(Tensor tokenIds, Tensor attentionMask, TextBatching batching) => Model.EncodeTexts(tokenIds, attentionMask, batching);
}
