using MedClip.Torch;

namespace TorchSharp;

public static partial class torch
{
    /// <content>Activations with parameters.</content>
    public partial class Tensor
    {
        /// <summary>The Gaussian error linear unit, exact.</summary>
        public Tensor gelu() => Ops.Gelu.Call(this);

        /// <summary>The Gaussian error linear unit, exact, in place.</summary>
        public Tensor gelu_() => Ops.GeluInPlace.InPlace(this);

        /// <summary>The positive part plus a slope times the negative part.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => Ops.LeakyRelu.Call(this, negative_slope);

        /// <summary>The positive part plus a slope times the negative part, in place.</summary>
        public Tensor leaky_relu_(Scalar negative_slope) => Ops.LeakyReluInPlace.InPlace(this, negative_slope);

        /// <summary>The exponential linear unit.</summary>
        public Tensor elu(double alpha = 1) => Ops.Elu.Call(this, alpha);

        /// <summary>The exponential linear unit, in place.</summary>
        public Tensor elu_(double alpha = 1) => Ops.EluInPlace.InPlace(this, alpha);

        /// <summary>The continuously differentiable exponential linear unit.</summary>
        public Tensor celu(Scalar alpha) => Ops.Celu.Call(this, alpha);

        /// <summary>Each element limited to a range.</summary>
        public Tensor hardtanh(Scalar min, Scalar max) => Ops.Hardtanh.Call(this, min, max);

        /// <summary>Each element limited to a range, in place.</summary>
        public Tensor hardtanh_(Scalar min, Scalar max) => Ops.HardtanhInPlace.InPlace(this, min, max);

        /// <summary>log(1 + exp(beta·x))/beta; linear above the threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => Ops.Softplus.Call(this, beta, threshold);

        /// <summary>Elements not above the threshold replaced by a value.</summary>
        public Tensor threshold(Scalar threshold, Scalar value) => Ops.Threshold.Call(this, threshold, value);

        /// <summary>Elements not above the threshold replaced by a value, in place.</summary>
        public Tensor threshold_(Scalar threshold, Scalar value) => Ops.ThresholdInPlace.InPlace(this, threshold, value);

        /// <summary>The positive part plus learned slopes times the negative part.</summary>
        public Tensor prelu(Tensor target) => Ops.Prelu.Call(this, target);

        /// <summary>The first half along a dimension times the logistic function of the second half.</summary>
        public Tensor glu(long dim = -1) => Ops.Glu.Call(this, dim);

        /// <summary>Exponentials along a dimension, normalised to sum to one.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Ops.SoftmaxInt.Call(this, dim, dtype);

        /// <summary>The logarithm of the softmax along a dimension, computed stably.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Ops.LogSoftmaxInt.Call(this, dim, dtype);
    }
}
