using MedClip.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>A <see cref="MedClipModel"/> as the towers of a training step.</summary>
public sealed class MedClipTowers : IFeatureTowers, ILocalTowers
{
    private readonly WordPieceTokenizer? tokenizer;

    /// <summary>Wraps a model, which stays the caller's.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">Its tokenizer; needed for words only, which must be WordPiece's.</param>
    public MedClipTowers(MedClipModel model, ITextTokenizer? tokenizer = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        this.tokenizer = tokenizer as WordPieceTokenizer;
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

    /// <inheritdoc/>
    public Tensor EncodeFeatures(Tensor pixels) => Model.Vision.call(pixels);

    /// <inheritdoc/>
    public (Tensor Global, Tensor Regions) EncodeRegions(Tensor pixels)
    {
        (Tensor whole, Tensor regions) = Model.Vision.EncodeRegions(pixels);
        return (Unit(whole), regions);
    }

    /// <inheritdoc/>
    public (Tensor Global, Tensor Words, int[] Counts) EncodeWords(Tensor tokenIds, Tensor attentionMask)
    {
        (Tensor words, int[] counts) = Model.Text.EncodeWords(
            tokenIds, attentionMask, tokenizer ?? throw new InvalidOperationException("Words are told apart by a WordPiece tokenizer, and these towers were given none."));
        return (Model.EncodeTexts(tokenIds, attentionMask), words, counts);
    }

    private static Tensor Unit(Tensor embeddings) => nn.functional.normalize(embeddings.to_type(PairedBatch.LossType(embeddings)));
}
