using MedClip.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Training;

/// <summary>
/// A linear classifier on the image tower's embedding before normalisation, trained on labels alone: the supervised counterpart of what
/// contrastive pre-training gives without a head (MedCLIP's paper, section 4.4). Texts take no part.
/// </summary>
public sealed class SupervisedObjective : IContrastiveObjective, IDisposable
{
    private readonly SupervisedOptions options;
    private readonly HeadModule head;

    /// <summary>Creates the objective with a head drawn from a seed.</summary>
    /// <param name="features">Width P of the image embedding.</param>
    /// <param name="findings">Number K of findings.</param>
    /// <param name="seed">Equal seeds give equal heads.</param>
    /// <param name="options">How it learns; multi-label without smoothing when null.</param>
    public SupervisedObjective(int features, int findings, SeedSequence seed, SupervisedOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(findings, 1);
        this.options = options ?? new SupervisedOptions();
        if (this.options.Weights is { } weights && weights.Count != findings)
        {
            throw new ArgumentException($"{findings} findings need as many weights, not {weights.Count}.", nameof(options));
        }

        head = new HeadModule(features, findings, seed);
    }

    /// <inheritdoc/>
    public bool NeedsLabels => true;

    /// <inheritdoc/>
    public bool NeedsPairs => false;

    /// <inheritdoc/>
    public EncodedParts Parts => EncodedParts.Images | EncodedParts.Features;

    /// <inheritdoc/>
    public nn.Module Module => head;

    /// <summary>The head's weights, (K, P).</summary>
    public Parameter Weight => head.Weight;

    /// <summary>The head's offsets, (K).</summary>
    public Parameter Bias => head.Bias;

    /// <inheritdoc/>
    public ContrastiveLoss Compute(ContrastiveInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Features is not { } features || inputs.ImageLabels is not { } labels)
        {
            throw new ArgumentException("A supervised head needs the images' embeddings before normalisation and their labels.", nameof(inputs));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor logits = head.call(features.to_type(PairedBatch.LossType(features))); // (N, P) -> (N, K)
        Tensor total = Loss(logits, labels.to_type(logits.dtype));
        return new ContrastiveLoss(total, total.alias(), total.alias()).MoveOut();
    }

    /// <summary>The head as it now is, to be used without this objective.</summary>
    /// <param name="findings">Its K findings, in order.</param>
    public ClassifierHead ToHead(FindingSet findings) => new(
        findings, [.. head.Weight.detach().cpu().to_type(ScalarType.Float32).contiguous().data<float>()], [.. head.Bias.detach().cpu().to_type(ScalarType.Float32).data<float>()],
        options.Kind == SupervisedKind.MultiClass);

    /// <inheritdoc/>
    public void Dispose() => head.Dispose();

    private Tensor Loss(Tensor logits, Tensor labels)
    {
        Tensor? weights = options.Weights is { } given ? tensor(given.ToArray(), device: logits.device) : null;
        if (options.Kind == SupervisedKind.MultiClass)
        {
            return ClassificationLoss.MultiClass(logits, OnlyClass(labels), weights, options.LabelSmoothing);
        }

        Tensor targets = options.LabelSmoothing == 0 ? labels : (labels * (1 - options.LabelSmoothing)) + (options.LabelSmoothing / 2);
        return ClassificationLoss.MultiLabel(logits, targets, weights, options.FocalGamma is { } gamma ? (gamma, options.FocalAlpha) : null);
    }

    // The place of the one finding of a row, −1 where it has none or several.
    private static Tensor OnlyClass(Tensor labels)
    {
        Tensor present = labels.nan_to_num(0).gt(0.5).to_type(ScalarType.Int64);
        return where(present.sum(1).eq(1), present.argmax(1), full_like(present.select(1, 0), -1));
    }

    private sealed class HeadModule : NamedModule<Tensor, Tensor>
    {
        public HeadModule(int features, int findings, SeedSequence seed)
            : base(nameof(HeadModule))
        {
            SplitMix64 random = seed.For("classifier").ToRandom();
            double scale = 1 / Math.Sqrt(features);
            float[] values = [.. Enumerable.Range(0, features * findings).Select(_ => (float)(scale * random.NextGaussian()))];
            register_parameter("weight", new Parameter(tensor(values, [findings, features])));
            register_parameter("bias", new Parameter(zeros(findings)));
        }

        public Parameter Weight => get_parameter("weight")!;

        public Parameter Bias => get_parameter("bias")!;

        public override Tensor forward(Tensor input) => functional.linear(input, Weight.to_type(input.dtype), Bias.to_type(input.dtype));
    }
}

/// <summary>Finds supervised heads in objectives.</summary>
internal static class SupervisedHeads
{
    public static IEnumerable<SupervisedObjective> Heads(this IContrastiveObjective? objective) => objective switch
    {
        SupervisedObjective head => [head],
        MixedObjective mixed => mixed.Components.Select(part => part.Objective).OfType<SupervisedObjective>(),
        _ => [],
    };
}
