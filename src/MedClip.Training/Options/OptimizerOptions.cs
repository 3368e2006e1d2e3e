using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>AdamW (https://arxiv.org/abs/1711.05101) and gradient clipping.</summary>
public sealed class OptimizerOptions
{
    /// <summary>The full learning rate. Default 1e-3, for small towers from random weights; the paper fine-tunes with 5e-5, its code with 2e-5.</summary>
    [Range(0, 10)]
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>Multiplies the learning rate of the image tower. Default 1.</summary>
    [Range(0, 1000)]
    public double VisionLearningRateScale { get; set; } = 1;

    /// <summary>
    /// Multiplies the learning rate of the text tower. Default 0.3: a few hundred distinct sentences are learned long before the films are,
    /// and a text tower that hurries ahead collapses. The paper's and the released code's behaviours have 1.
    /// </summary>
    [Range(0, 1000)]
    public double TextLearningRateScale { get; set; } = 0.3;

    /// <summary>Multiplies the learning rate of the log-scale. Default 1.</summary>
    [Range(0, 1000)]
    public double LogScaleLearningRateScale { get; set; } = 1;

    /// <summary>Decoupled weight decay. Default 0.05; the paper has 1e-4.</summary>
    [Range(0, 10)]
    public double WeightDecay { get; set; } = 0.05;

    /// <summary>Which parameters are decayed. Default <see cref="DecayRule.Clean"/>.</summary>
    public DecayRule DecayRule { get; set; } = DecayRule.Clean;

    /// <summary>Decay of the first moment. Default 0.9.</summary>
    [Range(0, 0.999999)]
    public double Beta1 { get; set; } = 0.9;

    /// <summary>Decay of the second moment. Default 0.999.</summary>
    [Range(0, 0.999999)]
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the root of the second moment. Default 1e-8.</summary>
    [Range(1e-20, 1)]
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>Gradients are clipped at this global norm; 0 clips nothing. Default 1.</summary>
    [Range(0, 1e9)]
    public double MaxGradientNorm { get; set; } = 1;
}
