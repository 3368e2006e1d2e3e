using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// Symmetric InfoNCE over pairs, the loss of CLIP (https://arxiv.org/abs/2103.00020, figure 3): text j belongs to image j, every
/// other text of the batch is taken for wrong. For baselines that need pairs.
/// </summary>
/// <param name="clamp">Sets the log-scale into a range in each forward; null leaves it free.</param>
public sealed class InfoNceObjective(LogScaleClamp? clamp = null) : IContrastiveObjective
{
    /// <inheritdoc/>
    public bool NeedsLabels => false;

    /// <inheritdoc/>
    public bool NeedsPairs => true;

    /// <inheritdoc/>
    public ContrastiveLoss Compute(ContrastiveInputs inputs)
    {
        PairedBatch.Check(inputs, "InfoNCE");
        clamp?.Apply(inputs.LogScale);
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = ContrastiveLogits.Of(inputs); // (N, N)
        return ContrastiveLogits.Combine(
            ContrastiveLogits.DiagonalCrossEntropy(logits), ContrastiveLogits.DiagonalCrossEntropy(logits.t())).MoveOut();
    }
}
