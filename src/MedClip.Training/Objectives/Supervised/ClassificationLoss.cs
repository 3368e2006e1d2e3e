using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Losses of a classifier's logits, in the logits' precision; the numbers are PyTorch's.</summary>
public static class ClassificationLoss
{
    /// <summary>Binary cross entropy of several findings at once, a mean over all that counts.</summary>
    /// <param name="logits">(N, K).</param>
    /// <param name="targets">(N, K), in [0, 1]; a NaN leaves the entry out.</param>
    /// <param name="positiveWeights">(K), a factor for the positive part of each finding; null for 1.</param>
    /// <param name="focal">Scales down what is easy (https://arxiv.org/abs/1708.02002, equation 5): γ and α; null for none.</param>
    /// <returns>A scalar; 0 when nothing counts. It belongs to the caller's dispose scope.</returns>
    public static Tensor MultiLabel(Tensor logits, Tensor targets, Tensor? positiveWeights = null, (double Gamma, double Alpha)? focal = null)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        if (!logits.shape.SequenceEqual(targets.shape))
        {
            throw new ArgumentException(
                $"Logits of ({string.Join(", ", logits.shape)}) and targets of ({string.Join(", ", targets.shape)}) do not fit.", nameof(targets));
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor counts = targets.isnan().logical_not().to_type(logits.dtype);
        Tensor y = targets.nan_to_num(0).to_type(logits.dtype);
        // log(1 + exp(−x)) without overflow.
        Tensor softplus = (-logits.abs()).exp().log1p() + (-logits).clamp_min(0);
        Tensor weight = positiveWeights is null ? ones_like(y) : 1 + ((positiveWeights.to_type(logits.dtype) - 1) * y);
        Tensor each = ((1 - y) * logits) + (weight * softplus);
        if (focal is { } form)
        {
            Tensor p = logits.sigmoid();
            Tensor hit = (p * y) + ((1 - p) * (1 - y));
            each = each * ((1 - hit).pow(form.Gamma) * ((form.Alpha * y) + ((1 - form.Alpha) * (1 - y))));
        }

        return ((each * counts).sum() / counts.sum().clamp_min(1)).MoveToOuterDisposeScope();
    }

    /// <summary>Cross entropy of one class among several.</summary>
    /// <param name="logits">(N, K).</param>
    /// <param name="classes">(N), int64, each in 0…K−1; a negative one leaves the row out.</param>
    /// <param name="classWeights">(K), a factor for each class; the mean is weighted by them. Null for 1.</param>
    /// <param name="smoothing">Share of each target spread evenly over the classes, in [0, 1).</param>
    /// <returns>A scalar; 0 when no row counts. It belongs to the caller's dispose scope.</returns>
    public static Tensor MultiClass(Tensor logits, Tensor classes, Tensor? classWeights = null, double smoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(classes);
        using DisposeScope scope = NewDisposeScope();
        Tensor counts = classes.ge(0).to_type(logits.dtype); // (N)
        Tensor index = classes.clamp_min(0);
        Tensor weights = classWeights?.to_type(logits.dtype) ?? ones(logits.shape[1], dtype: logits.dtype, device: logits.device); // (K)
        Tensor logProbabilities = logits.log_softmax(1); // (N, K)
        Tensor weightOfRow = weights.index_select(0, index) * counts; // (N)
        Tensor divisor = weightOfRow.sum().clamp_min(1e-30);
        Tensor hard = -(logProbabilities.gather(1, index.unsqueeze(1)).squeeze(1) * weightOfRow).sum() / divisor;
        if (smoothing == 0)
        {
            return hard.MoveToOuterDisposeScope();
        }

        Tensor even = -((logProbabilities * weights).sum(1) * counts).sum() / logits.shape[1] / divisor;
        return ((hard * (1 - smoothing)) + (even * smoothing)).MoveToOuterDisposeScope();
    }
}
