using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>The optimizer, its learning rates, what rests, gradient accumulation and clipping.</summary>
public sealed class OptimizerOptions
{
    /// <summary>The optimizer. Default <see cref="OptimizerKind.AdamW"/>.</summary>
    public OptimizerKind Kind { get; set; } = OptimizerKind.AdamW;

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

    /// <summary>
    /// Multiplies the learning rate once more for each block below a tower's top (layer-wise decay, https://arxiv.org/abs/2106.08254, appendix);
    /// 1 treats all alike. Default 1.
    /// </summary>
    [Range(0.01, 1)]
    public double LayerDecay { get; set; } = 1;

    /// <summary>Epochs for which the image tower rests at the start. Default 0.</summary>
    [Range(0, int.MaxValue)]
    public int FreezeVisionEpochs { get; set; }

    /// <summary>Epochs for which the text tower rests at the start. Default 0.</summary>
    [Range(0, int.MaxValue)]
    public int FreezeTextEpochs { get; set; }

    /// <summary>Thaws each tower from its top, a block every so many epochs, after it has rested; 0 thaws it whole. Default 0.</summary>
    [Range(0, int.MaxValue)]
    public int ThawBlockEveryEpochs { get; set; }

    /// <summary>
    /// Batches whose mean gradient makes one step, each with a loss of its own; a step then sees more data, but each loss no more negatives.
    /// Default 1.
    /// </summary>
    [Range(1, 65536)]
    public int AccumulationSteps { get; set; } = 1;

    /// <summary>What accumulation means. Default <see cref="AccumulationRule.Mean"/>.</summary>
    public AccumulationRule Accumulation { get; set; }

    /// <summary>
    /// Rows that are encoded at once while the loss still sees the whole batch (GradCache, https://arxiv.org/abs/2101.06983): less memory for one
    /// more forward pass. 0 encodes all at once. Default 0.
    /// </summary>
    [Range(0, 65536)]
    public int GradCacheRows { get; set; }

    /// <summary>Decoupled weight decay. Default 0.05; the paper has 1e-4.</summary>
    [Range(0, 10)]
    public double WeightDecay { get; set; } = 0.05;

    /// <summary>Which parameters are decayed. Default <see cref="DecayRule.Clean"/>.</summary>
    public DecayRule DecayRule { get; set; } = DecayRule.Clean;

    /// <summary>Share of the past direction that SGD keeps. Default 0.9.</summary>
    [Range(0, 0.999999)]
    public double Momentum { get; set; } = 0.9;

    /// <summary>Whether SGD looks ahead along the past direction; needs a momentum. Default false.</summary>
    public bool Nesterov { get; set; }

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
