using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>The objective and how labels enter it.</summary>
public sealed class ObjectiveOptions
{
    /// <summary>What is trained for. Default <see cref="ObjectiveKind.SemanticMatching"/>.</summary>
    public ObjectiveKind Kind { get; set; } = ObjectiveKind.SemanticMatching;

    /// <summary>The parts of <see cref="ObjectiveKind.Mixture"/> with their weights, by the names of <see cref="ObjectiveNames"/>: "medclip=1,clip=0.5".</summary>
    public string? Mixture { get; set; }

    /// <summary>Temperature of the soft targets; null takes the behaviour's (0.1 by default, 1 in the paper and its code).</summary>
    [Range(1e-3, 100)]
    public double? TargetTemperature { get; set; }

    /// <summary>How alike labels are; null takes the behaviour's measure.</summary>
    public SimilarityKind? Similarity { get; set; }

    /// <summary>
    /// Weight of matching films with films and sentences with sentences; null takes the behaviour's (1 by default, 0 in the paper and its
    /// code).
    /// </summary>
    [Range(0, 100)]
    public double? WithinModalityWeight { get; set; }

    /// <summary>Share of each target spread evenly over the batch, or, for a supervised head, over its answers. Default 0.</summary>
    [Range(0, 0.999)]
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// A finding said to be absent enters the label vector as minus this; 0 ignores absence, as the paper does. Under the default
    /// behaviour only. Default 0.
    /// </summary>
    [Range(0, 1)]
    public double AbsenceWeight { get; set; }

    /// <summary>
    /// Findings are weighted by (share of images with the commonest finding / share with this one) to this power, so that a rare one counts for
    /// more; 0 weights all alike, as the paper does. Under the default behaviour only. For a supervised head, the positive part of a finding is weighted by (images without
    /// it / images with it) to this power. Default 0.
    /// </summary>
    [Range(0, 1)]
    public double RarityPower { get; set; }

    /// <summary>What an uncertain label becomes. Default <see cref="UncertaintyPolicy.AsNegative"/>, as in the released code.</summary>
    public UncertaintyPolicy Uncertainty { get; set; } = UncertaintyPolicy.AsNegative;

    /// <summary>ConVIRT's λ, the weight of image to text. Default 0.75.</summary>
    [Range(0, 1)]
    public double ConVirtImageWeight { get; set; } = 0.75;

    /// <summary>ConVIRT's τ. Default 0.1.</summary>
    [Range(1e-3, 10)]
    public double ConVirtTemperature { get; set; } = 0.1;

    /// <summary>Weight of GLoRIA's local loss. Default 1.</summary>
    [Range(0, 1000)]
    public double GloriaLocalWeight { get; set; } = 1;

    /// <summary>Weight of GLoRIA's global loss. Default 1.</summary>
    [Range(0, 1000)]
    public double GloriaGlobalWeight { get; set; } = 1;

    /// <summary>What a supervised head answers. Default <see cref="SupervisedKind.MultiLabel"/>.</summary>
    public SupervisedKind SupervisedKind { get; set; }

    /// <summary>γ of a supervised head's focal loss; null for plain cross entropy. Default null.</summary>
    [Range(0, 20)]
    public double? FocalGamma { get; set; }

    /// <summary>The kinds that take part: one, or those of the mixture.</summary>
    internal IEnumerable<ObjectiveKind> Kinds => Parts().Select(part => part.Kind);

    /// <summary>Whether the run needs pairs.</summary>
    internal bool NeedsPairs => Kinds.Any(kind => kind.IsPaired());

    /// <summary>Whether the run needs labels.</summary>
    internal bool NeedsLabels => Kinds.Any(kind => !kind.IsPaired());

    /// <summary>Whether the run needs texts.</summary>
    internal bool NeedsTexts => Kinds.Any(kind => kind != ObjectiveKind.Supervised);

    /// <summary>Builds an objective that learns nothing of its own size; a supervised head needs <see cref="Create(Behaviour, ObjectiveSizes)"/>.</summary>
    /// <param name="behaviour">Which behaviour fills in what is not set.</param>
    /// <exception cref="InvalidInputException">The options ask for a supervised head.</exception>
    public IContrastiveObjective Create(Behaviour behaviour) => Create(behaviour, null!);

    /// <summary>Builds the objective.</summary>
    /// <param name="behaviour">Which behaviour fills in what is not set.</param>
    /// <param name="sizes">What a supervised head is made for.</param>
    public IContrastiveObjective Create(Behaviour behaviour, ObjectiveSizes sizes)
    {
        (ObjectiveKind Kind, double Weight)[] parts = [.. Parts()];
        return Kind == ObjectiveKind.Mixture
            ? new MixedObjective([.. parts.Select(part => (Create(part.Kind, behaviour, sizes), part.Weight))])
            : Create(Kind, behaviour, sizes);
    }

    /// <summary>What is wrong with the mixture; null when nothing is.</summary>
    internal string? MixtureProblem()
    {
        if (Kind != ObjectiveKind.Mixture)
        {
            return Mixture is null ? null : $"Objective.Mixture is '{Mixture}', but Objective.Kind is {Kind}; set it to Mixture.";
        }

        try
        {
            return Parts().ToArray().Length > 0 ? null : "Objective.Mixture names nothing.";
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    private IEnumerable<(ObjectiveKind Kind, double Weight)> Parts() => Kind != ObjectiveKind.Mixture
        ? [(Kind, 1)]
        : (Mixture ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParsePart);

    private static (ObjectiveKind Kind, double Weight) ParsePart(string part)
    {
        string[] sides = part.Split('=', StringSplitOptions.TrimEntries);
        return sides.Length == 2 && ObjectiveNames.All.TryGetValue(sides[0], out ObjectiveKind kind)
            && double.TryParse(sides[1], System.Globalization.CultureInfo.InvariantCulture, out double weight) && weight is >= 0 and < 1e6
            ? (kind, weight)
            : throw new FormatException($"Objective.Mixture: '{part}' is no name=weight; names are {string.Join(", ", ObjectiveNames.All.Keys)}.");
    }

    private IContrastiveObjective Create(ObjectiveKind kind, Behaviour behaviour, ObjectiveSizes? sizes) => kind switch
    {
        ObjectiveKind.InfoNce => new InfoNceObjective(behaviour == Behaviour.Paper ? null : LogScaleClamp.Reference),
        ObjectiveKind.ConVirt => new ConVirtObjective(ConVirtImageWeight, ConVirtTemperature),
        ObjectiveKind.Gloria => new GloriaObjective(new GloriaOptions { LocalWeight = GloriaLocalWeight, GlobalWeight = GloriaGlobalWeight }),
        ObjectiveKind.SigLip => new SigLipObjective(),
        ObjectiveKind.Supervised => Supervised(sizes),
        _ => SemanticMatching(behaviour),
    };

    private SemanticMatchingObjective SemanticMatching(Behaviour behaviour)
    {
        SemanticMatchingOptions matching = SemanticMatchingOptions.For(behaviour);
        return new SemanticMatchingObjective(matching with
        {
            TargetTemperature = TargetTemperature ?? matching.TargetTemperature,
            WithinModalityWeight = WithinModalityWeight ?? matching.WithinModalityWeight,
            LabelSmoothing = LabelSmoothing,
            Similarity = Similarity?.Measure(),
        });
    }

    private SupervisedObjective Supervised(ObjectiveSizes? sizes) => sizes is null
        ? throw new InvalidInputException("A supervised head is made for a model and its findings; let a Pretrainer make it, or give its sizes.")
        : new SupervisedObjective(sizes.Features, sizes.Findings, sizes.Seed, new SupervisedOptions
        {
            Kind = SupervisedKind, LabelSmoothing = LabelSmoothing, FocalGamma = FocalGamma, Weights = sizes.Weights,
        });
}

/// <summary>What a supervised head is made for.</summary>
/// <param name="Features">Width P of the image embedding.</param>
/// <param name="Findings">Number K of findings.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Weights">A factor for each finding; null for 1.</param>
public sealed record ObjectiveSizes(int Features, int Findings, SeedSequence Seed, IReadOnlyList<float>? Weights = null);
