using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Training;

/// <summary>A weighted sum of objectives over the same batch, e.g. semantic matching and a supervised head.</summary>
public sealed class MixedObjective : IContrastiveObjective, IDisposable
{
    private readonly (IContrastiveObjective Objective, double Weight)[] parts;
    private readonly Holder? learned;

    /// <summary>Creates the sum.</summary>
    /// <param name="parts">One objective or more, each with its weight, at least 0.</param>
    /// <exception cref="ArgumentException">There is no part, or a weight is negative.</exception>
    public MixedObjective(params (IContrastiveObjective Objective, double Weight)[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length == 0 || Array.Exists(parts, part => !(part.Weight >= 0)))
        {
            throw new ArgumentException("A mixture needs at least one objective, and weights of at least 0.", nameof(parts));
        }

        this.parts = [.. parts];
        learned = Array.Exists(parts, part => part.Objective.Module is not null) ? new Holder(parts) : null;
    }

    /// <summary>The parts with their weights.</summary>
    public IReadOnlyList<(IContrastiveObjective Objective, double Weight)> Components => parts;

    /// <inheritdoc/>
    public bool NeedsLabels => Array.Exists(parts, part => part.Objective.NeedsLabels);

    /// <inheritdoc/>
    public bool NeedsPairs => Array.Exists(parts, part => part.Objective.NeedsPairs);

    /// <inheritdoc/>
    public EncodedParts Parts => parts.Aggregate(EncodedParts.None, (all, part) => all | part.Objective.Parts);

    /// <inheritdoc/>
    public nn.Module? Module => learned;

    /// <inheritdoc/>
    public ContrastiveLoss Compute(ContrastiveInputs inputs)
    {
        using DisposeScope scope = NewDisposeScope();
        ContrastiveLoss[] losses = [.. parts.Select(part => part.Objective.Compute(inputs))];
        return new ContrastiveLoss(Sum(loss => loss.Total), Sum(loss => loss.ImageToText), Sum(loss => loss.TextToImage)).MoveOut();

        Tensor Sum(Func<ContrastiveLoss, Tensor> of) => losses.Select((loss, i) => of(loss) * parts[i].Weight).Aggregate((a, b) => a + b);
    }

    /// <summary>Frees what the parts learn; they are not to be used afterwards.</summary>
    public void Dispose() => learned?.Dispose();

    private sealed class Holder : NamedModule<Tensor, Tensor>
    {
        public Holder((IContrastiveObjective Objective, double Weight)[] parts)
            : base(nameof(MixedObjective))
        {
            for (int i = 0; i < parts.Length; i++)
            {
                if (parts[i].Objective.Module is { } module)
                {
                    register_module($"{i}", module);
                }
            }
        }

        public override Tensor forward(Tensor input) => input;
    }
}
