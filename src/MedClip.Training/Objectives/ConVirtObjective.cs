using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// ConVIRT's loss over pairs (https://arxiv.org/abs/2010.00747, equations 2 to 4): λ times the cross entropy of image to text plus 1 − λ
/// times that of text to image, with a fixed temperature; the model's own log-scale takes no part and gets no gradient.
/// </summary>
public sealed class ConVirtObjective : IContrastiveObjective
{
    private readonly double imageWeight;
    private readonly double temperature;

    /// <summary>Creates the objective.</summary>
    /// <param name="imageWeight">λ, in [0, 1]; 0.75 in the paper.</param>
    /// <param name="temperature">τ, above 0; 0.1 in the paper.</param>
    public ConVirtObjective(double imageWeight = 0.75, double temperature = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(imageWeight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(imageWeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(temperature, 0);
        (this.imageWeight, this.temperature) = (imageWeight, temperature);
    }

    /// <inheritdoc/>
    public bool NeedsLabels => false;

    /// <inheritdoc/>
    public bool NeedsPairs => true;

    /// <inheritdoc/>
    public ContrastiveLoss Compute(ContrastiveInputs inputs)
    {
        PairedBatch.Check(inputs, "ConVIRT");
        using DisposeScope scope = NewDisposeScope();
        Tensor fixedScale = tensor(-Math.Log(temperature), PairedBatch.LossType(inputs.Images), inputs.Images.device);
        Tensor logits = ContrastiveLogits.Of(inputs with { LogScale = fixedScale }); // (N, N)
        Tensor imageToText = ContrastiveLogits.DiagonalCrossEntropy(logits);
        Tensor textToImage = ContrastiveLogits.DiagonalCrossEntropy(logits.t());
        return new ContrastiveLoss((imageWeight * imageToText) + ((1 - imageWeight) * textToImage), imageToText, textToImage).MoveOut();
    }
}
