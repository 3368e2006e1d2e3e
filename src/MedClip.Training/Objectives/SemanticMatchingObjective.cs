using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// The semantic matching loss of MedCLIP, equations (3)–(9) of https://arxiv.org/abs/2210.10163: images and texts that were never
/// paired are matched by the similarity of their label vectors. Three behaviours:
/// <list type="bullet">
/// <item><see cref="Behaviour.Paper"/>: cosine similarity (0 where a row is all zero), log-scale free, targets in the logits' precision.</item>
/// <item><see cref="Behaviour.Reference"/>: dot product, log-scale set into [0, 4.6052] in place, targets and loss in float64.</item>
/// <item><see cref="Behaviour.Default"/>: how much of what the text says is true of the image, log-scale set into [0, 4.6052] in place.
/// Under the cosine a film with three findings resembles a sentence about one of them less than a film with that one alone does, so
/// that it becomes a negative of a true sentence; here both resemble it fully. Films are matched with films and sentences with sentences
/// too (<see cref="SemanticMatchingOptions.WithinModalityWeight"/>).</item>
/// </list>
/// </summary>
public sealed class SemanticMatchingObjective : IContrastiveObjective
{
    private readonly SemanticMatchingOptions options;
    private readonly LogScaleClamp? clamp;

    /// <summary>Creates the objective.</summary>
    /// <param name="options">Behaviour, target temperature, smoothing.</param>
    /// <exception cref="ArgumentException">The temperature is not positive, the weight within the modalities negative, or the smoothing not in [0, 1).</exception>
    public SemanticMatchingObjective(SemanticMatchingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.TargetTemperature, 0);
        ArgumentOutOfRangeException.ThrowIfNegative(options.WithinModalityWeight);
        ArgumentOutOfRangeException.ThrowIfNegative(options.LabelSmoothing);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.LabelSmoothing, 1);
        this.options = options;
        clamp = options.Behaviour == Behaviour.Paper ? null : LogScaleClamp.Reference;
    }

    /// <summary>Creates the objective of a named behaviour.</summary>
    /// <param name="behaviour">The behaviour.</param>
    public SemanticMatchingObjective(Behaviour behaviour = Behaviour.Default)
        : this(SemanticMatchingOptions.For(behaviour))
    {
    }

    /// <inheritdoc/>
    public bool NeedsLabels => true;

    /// <inheritdoc/>
    public bool NeedsPairs => false;

    /// <inheritdoc/>
    public ContrastiveLoss Compute(ContrastiveInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        (Tensor imageLabels, Tensor textLabels) = CheckedLabels(inputs);
        clamp?.Apply(inputs.LogScale);
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = ContrastiveLogits.Of(inputs); // (N, M)
        ScalarType type = options.Behaviour == Behaviour.Reference ? ScalarType.Float64 : logits.dtype;
        imageLabels = imageLabels.to_type(type);
        textLabels = textLabels.to_type(type);
        Tensor similarity = Similarity(imageLabels, textLabels); // (N, M)
        ContrastiveLoss loss = ContrastiveLogits.Combine(
            ContrastiveLogits.CrossEntropy(logits, Targets(similarity)), // equations (4), (6), (8)
            ContrastiveLogits.CrossEntropy(logits.t(), Targets(similarity.t()))); // equations (5), (7); (M, N)
        loss = loss with { Total = AddWithinModalities(loss.Total, inputs, imageLabels, textLabels) };
        return loss.MoveOut();
    }

    /// <summary>
    /// Similarities of label vectors: equation (3), the cosine, under <see cref="Behaviour.Paper"/>; the dot product under
    /// <see cref="Behaviour.Reference"/>; under <see cref="Behaviour.Default"/> the dot product over the text's own squared norm, which is
    /// the share of the text's findings that the image has.
    /// </summary>
    /// <param name="imageLabels">(N, F), floating point.</param>
    /// <param name="textLabels">(M, F), of the same type.</param>
    /// <returns>(N, M); 0 wherever a row is all zero.</returns>
    public Tensor Similarity(Tensor imageLabels, Tensor textLabels)
    {
        ArgumentNullException.ThrowIfNull(imageLabels);
        ArgumentNullException.ThrowIfNull(textLabels);
        using DisposeScope scope = NewDisposeScope();
        Tensor similarity = options.Behaviour switch // (N, F)·(F, M) -> (N, M)
        {
            _ when options.Similarity is { } measure => LabelSimilarityTensor.Compute(measure, imageLabels, textLabels),
            Behaviour.Reference => imageLabels.matmul(textLabels.t()),
            Behaviour.Paper => LabelRows.Unit(imageLabels).matmul(LabelRows.Unit(textLabels).t()),
            _ => imageLabels.matmul((textLabels / textLabels.square().sum(1, keepdim: true).clamp_min(1e-12)).t()),
        };
        return similarity.MoveToOuterDisposeScope();
    }

    /// <summary>Equations (4) and (5): softmax over columns of similarity / temperature, with smoothing.</summary>
    /// <param name="similarity">(R, C).</param>
    /// <returns>(R, C); each row sums to one.</returns>
    public Tensor Targets(Tensor similarity)
    {
        ArgumentNullException.ThrowIfNull(similarity);
        using DisposeScope scope = NewDisposeScope();
        Tensor targets = similarity.div(options.TargetTemperature).softmax(1);
        if (options.LabelSmoothing > 0)
        {
            targets = (targets * (1 - options.LabelSmoothing)) + (options.LabelSmoothing / similarity.shape[1]);
        }

        return targets.MoveToOuterDisposeScope();
    }

    private Tensor AddWithinModalities(Tensor total, ContrastiveInputs inputs, Tensor imageLabels, Tensor textLabels) => options.WithinModalityWeight == 0 ? total
        : total + (options.WithinModalityWeight * (
            WithinModalityLoss.Of(inputs.Images, imageLabels, inputs.LogScale, options.TargetTemperature)
            + WithinModalityLoss.Of(inputs.Texts, textLabels, inputs.LogScale, options.TargetTemperature)));

    private static (Tensor Images, Tensor Texts) CheckedLabels(ContrastiveInputs inputs)
    {
        if (inputs.ImageLabels is not { } images || inputs.TextLabels is not { } texts)
        {
            throw new ArgumentException("Semantic matching needs label vectors of the images and of the texts.", nameof(inputs));
        }

        if (images.shape[0] != inputs.Images.shape[0] || texts.shape[0] != inputs.Texts.shape[0] || images.shape[1] != texts.shape[1])
        {
            throw new ArgumentException(
                $"Labels of ({string.Join(", ", images.shape)}) and ({string.Join(", ", texts.shape)}) do not fit "
                + $"{inputs.Images.shape[0]} images and {inputs.Texts.shape[0]} texts.", nameof(inputs));
        }

        return (images, texts);
    }
}
