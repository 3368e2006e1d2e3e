using MedClip.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Training;

/// <summary>
/// SigLIP's loss over pairs (https://arxiv.org/abs/2303.15343, algorithm 1): each image and text is a yes-or-no question of its own,
/// −Σᵢⱼ log σ(±(e^a·cosᵢⱼ + b)) / N, plus for pairs and minus for others. The bias b is learned.
/// </summary>
public sealed class SigLipObjective : IContrastiveObjective, IDisposable
{
    /// <summary>The paper's first log-scale, ln 10.</summary>
    public const double InitialLogScale = 2.302585092994046;

    /// <summary>The paper's first bias.</summary>
    public const double InitialBias = -10;

    private readonly LogitBias bias;

    /// <summary>Creates the objective.</summary>
    /// <param name="initialBias">The bias to start from: low, since most of all questions are answered with no.</param>
    /// <param name="type">The bias's precision.</param>
    public SigLipObjective(double initialBias = InitialBias, ScalarType type = ScalarType.Float32) => bias = new LogitBias(initialBias, type);

    /// <inheritdoc/>
    public bool NeedsLabels => false;

    /// <inheritdoc/>
    public bool NeedsPairs => true;

    /// <inheritdoc/>
    public nn.Module Module => bias;

    /// <inheritdoc/>
    public ContrastiveLoss Compute(ContrastiveInputs inputs)
    {
        PairedBatch.Check(inputs, "SigLIP");
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = ContrastiveLogits.Of(inputs); // (N, N)
        logits += bias.Value.to_type(logits.dtype);
        Tensor signs = (eye(logits.shape[0], dtype: logits.dtype, device: logits.device) * 2) - 1;
        Tensor answers = signs * logits;
        // −log σ(x) = max(−x, 0) + log(1 + exp(−|x|)), without overflow.
        Tensor total = ((-answers).clamp_min(0) + (-answers.abs()).exp().log1p()).sum() / logits.shape[0];
        return new ContrastiveLoss(total, total.alias(), total.alias()).MoveOut();
    }

    /// <inheritdoc/>
    public void Dispose() => bias.Dispose();

    private sealed class LogitBias : NamedModule<Tensor, Tensor>
    {
        public LogitBias(double initial, ScalarType type)
            : base(nameof(LogitBias)) => register_parameter("bias", new Parameter(tensor(initial, type)));

        public Parameter Value => get_parameter("bias")!;

        public override Tensor forward(Tensor input) => input + Value;
    }
}
