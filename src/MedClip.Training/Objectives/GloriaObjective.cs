using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// GLoRIA's losses over pairs (Huang et al. 2021, https://doi.org/10.1109/ICCV48922.2021.00391, sections 3.3 and 3.4): the cross entropies
/// of whole images with whole texts, and of words with what they attend to in each image. All four terms are added, not averaged.
/// </summary>
/// <param name="options">Scales and weights; the released code's when null.</param>
public sealed class GloriaObjective(GloriaOptions? options = null) : IContrastiveObjective
{
    // Below a product of lengths, so that a zero embedding has a cosine of 0.
    private const double LeastLength = 1e-8;
    private readonly GloriaOptions options = options ?? new GloriaOptions();

    /// <inheritdoc/>
    public bool NeedsLabels => false;

    /// <inheritdoc/>
    public bool NeedsPairs => true;

    /// <inheritdoc/>
    public EncodedParts Parts => EncodedParts.Images | EncodedParts.Texts | EncodedParts.Local;

    /// <inheritdoc/>
    public ContrastiveLoss Compute(ContrastiveInputs inputs)
    {
        PairedBatch.Check(inputs, "GLoRIA");
        if (inputs.Regions is not { } regions || inputs.Words is not { } words || inputs.WordCounts is not { } counts)
        {
            throw new ArgumentException("GLoRIA compares regions with words, and the inputs hold none.", nameof(inputs));
        }

        using DisposeScope scope = NewDisposeScope();
        (Tensor globalImages, Tensor globalTexts) = Directions(GlobalLogits(inputs.Images, inputs.Texts));
        (Tensor localImages, Tensor localTexts) = Directions(LocalLogits(regions, words, counts));
        Tensor imageToText = (options.GlobalWeight * globalImages) + (options.LocalWeight * localImages);
        Tensor textToImage = (options.GlobalWeight * globalTexts) + (options.LocalWeight * localTexts);
        return new ContrastiveLoss(imageToText + textToImage, imageToText, textToImage).MoveOut();
    }

    /// <summary>The scaled cosines of whole images and texts.</summary>
    /// <param name="images">(N, P), of any length.</param>
    /// <param name="texts">(M, P), of any length.</param>
    /// <returns>(N, M).</returns>
    public Tensor GlobalLogits(Tensor images, Tensor texts)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(texts);
        using DisposeScope scope = NewDisposeScope();
        ScalarType type = PairedBatch.LossType(images);
        (images, texts) = (images.to_type(type), texts.to_type(type));
        Tensor lengths = images.norm(1, keepdim: true).matmul(texts.norm(1, keepdim: true).t()).clamp_min(LeastLength); // (N, M)
        return (images.matmul(texts.t()) / lengths * options.LogitScale).MoveToOuterDisposeScope();
    }

    /// <summary>The scaled similarities of every image's regions with every text's words.</summary>
    /// <param name="regions">(N, P, h, w).</param>
    /// <param name="words">(M, P, W), padded.</param>
    /// <param name="counts">Words of each text, 1 to W.</param>
    /// <returns>(N, M).</returns>
    public Tensor LocalLogits(Tensor regions, Tensor words, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(counts);
        using DisposeScope scope = NewDisposeScope();
        ScalarType type = PairedBatch.LossType(regions);
        Tensor places = regions.to_type(type).flatten(2); // (N, P, h, w) -> (N, P, R)
        Tensor all = words.to_type(type);
        var columns = new Tensor[counts.Count];
        for (int text = 0; text < columns.Length; text++)
        {
            Tensor own = all.select(0, text).narrow(1, 0, counts[text]); // (P, W of this text)
            columns[text] = Similarity(places, own);
        }

        return (stack(columns, 1) * options.LogitScale).MoveToOuterDisposeScope();
    }

    /// <summary>Where each word of a text looks: softmax over words, scaled, softmax over regions.</summary>
    /// <param name="places">Regions (N, P, R).</param>
    /// <param name="words">Words of one text, (P, W).</param>
    /// <returns>(N, W, R); each row sums to one.</returns>
    public Tensor Attention(Tensor places, Tensor words)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(words);
        using DisposeScope scope = NewDisposeScope();
        Tensor overWords = places.transpose(1, 2).matmul(words).softmax(2); // (N, R, P)·(P, W) -> (N, R, W)
        return (overWords.transpose(1, 2) * options.AttentionScale).softmax(2).MoveToOuterDisposeScope();
    }

    private Tensor Similarity(Tensor places, Tensor words)
    {
        Tensor context = Attention(places, words).matmul(places.transpose(1, 2)); // (N, W, R)·(N, R, P) -> (N, W, P)
        Tensor each = words.t().unsqueeze(0); // (1, W, P)
        Tensor lengths = (each.norm(2) * context.norm(2)).clamp_min(LeastLength);
        Tensor cosines = (each * context).sum(2) / lengths; // (N, W)
        Tensor together = (cosines * options.WordScale).logsumexp(1); // (N)
        return options.Aggregate == WordAggregate.Sum ? together : together - Math.Log(words.shape[1]);
    }

    private static (Tensor ImageToText, Tensor TextToImage) Directions(Tensor logits) =>
        (ContrastiveLogits.DiagonalCrossEntropy(logits), ContrastiveLogits.DiagonalCrossEntropy(logits.t()));
}
