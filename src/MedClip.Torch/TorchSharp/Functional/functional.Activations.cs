using MedClip.Torch;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers as functions: the same computations as the modules, with weights given by the caller.</summary>
        public static partial class functional
        {
            /// <summary>max(x, 0).</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether <paramref name="x"/> itself is changed; the result then shares its storage.</param>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? InPlace(NnOp.ReluInPlace, x) : NnOp.Relu.Call(x);

            /// <summary>x where positive, else <paramref name="negative_slope"/> · x.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="negative_slope">Slope below zero.</param>
            /// <param name="inplace">Whether <paramref name="input"/> itself is changed; the result then shares its storage.</param>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? InPlace(NnOp.LeakyReluInPlace, input, negative_slope) : NnOp.LeakyRelu.Call(input, negative_slope);

            /// <summary>x · Φ(x), Φ the normal distribution function, by the error function (https://arxiv.org/abs/1606.08415).</summary>
            public static Tensor gelu(Tensor x) => NnOp.Gelu.Call(x);

            /// <inheritdoc cref="gelu(Tensor)"/>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether <paramref name="x"/> itself is changed; the result then shares its storage.</param>
            public static Tensor gelu(Tensor x, bool inplace) => inplace ? InPlace(NnOp.GeluInPlace, x) : NnOp.Gelu.Call(x);

            /// <inheritdoc cref="gelu(Tensor)"/>
            /// <param name="x">Any shape.</param>
            /// <param name="approximate">Exact, or by the hyperbolic tangent.</param>
            /// <param name="inplace">Whether <paramref name="x"/> itself is changed; the result then shares its storage.</param>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false) =>
                inplace ? InPlace(NnOp.GeluInPlace, x, approximate.ToString()) : NnOp.Gelu.Call(x, approximate.ToString());

            /// <summary>x · sigmoid(x).</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether <paramref name="x"/> itself is changed; the result then shares its storage.</param>
            public static Tensor silu(Tensor x, bool inplace = false) => inplace ? InPlace(NnOp.SiluInPlace, x) : NnOp.Silu.Call(x);

            /// <summary>1 / (1 + e^−x).</summary>
            public static Tensor sigmoid(Tensor x) => NnOp.Sigmoid.Call(x);

            /// <inheritdoc cref="sigmoid(Tensor)"/>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether <paramref name="x"/> itself is changed; the result then shares its storage.</param>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? InPlace(NnOp.SigmoidInPlace, x) : NnOp.Sigmoid.Call(x);

            /// <summary>Hyperbolic tangent.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="inplace">Whether <paramref name="x"/> itself is changed; the result then shares its storage.</param>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? InPlace(NnOp.TanhInPlace, x) : NnOp.Tanh.Call(x);

            /// <summary>e^x divided by its sum along a dimension.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="dim">The dimension that sums to 1.</param>
            /// <param name="dtype">Element type to compute in and return.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => NnOp.Softmax.Call(input, dim, dtype);

            /// <summary>Logarithm of softmax, computed without overflow.</summary>
            /// <param name="x">Any shape.</param>
            /// <param name="dim">The dimension whose exponentials sum to 1.</param>
            public static Tensor log_softmax(Tensor x, long dim) => NnOp.LogSoftmax.Call(x, dim);

            /// <summary>Sets values to zero at random and scales the rest by 1/(1−p).</summary>
            /// <remarks>On a CPU, kernels draw other numbers of the same distribution than libtorch's operator does, from the same generator.</remarks>
            /// <param name="input">Any shape.</param>
            /// <param name="p">Probability of a zero, 0 to 1.</param>
            /// <param name="training">False: nothing is dropped.</param>
            /// <param name="inplace">Whether <paramref name="input"/> itself is changed; the result then shares its storage.</param>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? InPlace(NnOp.DropoutInPlace, input, p, training) : training && p > 0 ? CounterDropout.Drop(input, p) : NnOp.Alias.Call(input);

            // An own object for the result, so that disposing it leaves the input alone.
            private static Tensor InPlace(Op op, Tensor input, Arg first = default, Arg second = default)
            {
                if (first.Tag == NativeTag.None)
                {
                    op.Run(input);
                }
                else if (second.Tag == NativeTag.None)
                {
                    op.Run(input, first);
                }
                else
                {
                    op.Run(input, first, second);
                }
                return NnOp.Alias.Call(input);
            }
        }
    }
}
