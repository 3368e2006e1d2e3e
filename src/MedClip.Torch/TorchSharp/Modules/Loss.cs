using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A module that measures how far an input is from a target.</summary>
/// <typeparam name="T1">Type of the input.</typeparam>
/// <typeparam name="T2">Type of the target.</typeparam>
/// <typeparam name="TResult">Type of the result.</typeparam>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>A loss.</summary>
    /// <param name="reduction">What becomes of the batch.</param>
    protected Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base(nameof(Loss<T1, T2, TResult>)) => this.reduction = reduction;

    /// <summary>What becomes of the batch.</summary>
    public nn.Reduction reduction { get; }
}

/// <summary>A loss that weights classes or elements.</summary>
/// <typeparam name="T1">Type of the input.</typeparam>
/// <typeparam name="T2">Type of the target.</typeparam>
/// <typeparam name="TResult">Type of the result.</typeparam>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>A weighted loss.</summary>
    /// <param name="weight">The weights, or none.</param>
    /// <param name="reduction">What becomes of the batch.</param>
    protected WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction) => this.weight = weight;

    /// <summary>The weights, or null.</summary>
    public Tensor? weight { get; }
}
