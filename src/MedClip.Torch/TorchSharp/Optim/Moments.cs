using MedClip.Torch;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// The arithmetic of optimizers, in place. The bias corrections are folded into two numbers, so that a step of Adam makes one
/// temporary tensor and passes over memory as seldom as the operators allow.
/// </summary>
internal static class Moments
{
    private static readonly Op MulInPlace = new("aten::mul_.Scalar");
    private static readonly Op LerpInPlace = new("aten::lerp_.Scalar");
    private static readonly Op AddcmulInPlace = new("aten::addcmul_");
    private static readonly Op AddcdivInPlace = new("aten::addcdiv_");
    private static readonly Op AddInPlace = new("aten::add_.Tensor");
    private static readonly Op AddScalarInPlace = new("aten::add_.Scalar");
    private static readonly Op Sqrt = new("aten::sqrt");
    private static readonly Op ZerosLike = new("aten::zeros_like");
    private static readonly Op MaximumOut = new("aten::maximum.out");

    /// <summary>Refuses numbers that no optimizer can work with.</summary>
    public static void Check(double lr, double beta1, double beta2, double eps, double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lr);
        ArgumentOutOfRangeException.ThrowIfNegative(eps);
        ArgumentOutOfRangeException.ThrowIfNegative(decay);
        if (beta1 is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(beta1), beta1, "a beta is at least 0 and below 1");
        }
        if (beta2 is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(beta2), beta2, "a beta is at least 0 and below 1");
        }
    }

    /// <summary>Zeros like a tensor, outside all scopes and histories.</summary>
    public static Tensor Zeros(Tensor like)
    {
        using (no_grad())
        {
            return ZerosLike.Call(like).DetachFromDisposeScope();
        }
    }

    /// <summary>x ← factor · x.</summary>
    public static void Scale(Tensor x, double factor) => MulInPlace.Run(x, factor);

    /// <summary>x ← x + factor · y.</summary>
    public static void AddScaled(Tensor x, Tensor y, double factor) => AddInPlace.Run(x, y, factor);

    /// <summary>m, v and x of step k, as in https://arxiv.org/abs/1412.6980, algorithm 1.</summary>
    public static void Adam(
        Tensor x, Tensor gradient, Tensor mean, Tensor square, Tensor? largest, long k, double rate, double beta1, double beta2, double eps)
    {
        LerpInPlace.Run(mean, gradient, 1 - beta1);
        MulInPlace.Run(square, beta2);
        AddcmulInPlace.Run(square, gradient, gradient, 1 - beta2);
        if (largest is not null)
        {
            MaximumOut.Run(largest, square, largest);
        }
        // m/(√v/r + eps) = r · m/(√v + r·eps), r = √(1−β₂ᵏ)
        double root = Math.Sqrt(1 - Math.Pow(beta2, k));
        using Tensor divisor = Sqrt.Call(largest ?? square);
        AddScalarInPlace.Run(divisor, root * eps);
        AddcdivInPlace.Run(x, mean, divisor, -rate * root / (1 - Math.Pow(beta1, k)));
    }

    /// <summary>The same in one pass, with the gradient scaled and the weights decayed on the way, where there is a kernel for such tensors.</summary>
    /// <returns>Whether it was done.</returns>
    public static bool TryFusedAdam(
        Tensor x, Tensor gradient, Tensor mean, Tensor square, Tensor? largest, double factor, double keep, long k, double rate, double beta1, double beta2, double eps)
    {
        bool single = x.dtype == ScalarType.Float32 && gradient.dtype == ScalarType.Float32 && x.device_type == DeviceType.CPU && !gradient.is_sparse;
        if (!FusedKernels.AreEnabled || !single || largest is not null || !Ops.FusedAdam.Exists || !mean.stride().AsSpan().SequenceEqual(x.stride()))
        {
            return false;
        }

        double root = Math.Sqrt(1 - Math.Pow(beta2, k));
        Ops.FusedAdam.Run(x, gradient, mean, square, factor, keep, 1 - beta1, 1 - beta2, rate * root / (1 - Math.Pow(beta1, k)), root * eps);
        return true;
    }
}
