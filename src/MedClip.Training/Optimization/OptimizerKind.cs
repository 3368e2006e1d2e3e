namespace MedClip.Training;

/// <summary>How weights are moved by their gradients.</summary>
public enum OptimizerKind
{
    /// <summary>Adam with decoupled weight decay (https://arxiv.org/abs/1711.05101).</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with momentum; weight decay is added to the gradient.</summary>
    Sgd,
}

/// <summary>What accumulating gradients over several batches means.</summary>
public enum AccumulationRule
{
    /// <summary>One step moves by the mean gradient of the batches.</summary>
    Mean,

    /// <summary>
    /// The released code's: the loss is divided by the number of batches, yet every batch makes a step. Under clipping and AdamW, which
    /// both undo the division, hardly anything is left of it.
    /// </summary>
    Reference,
}
