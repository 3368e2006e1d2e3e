namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Ways to fill parameters at the start. All change the tensor, without recording it, and return it.</summary>
        public static partial class init
        {
            /// <summary>Which count keeps its variance: of the inputs (forward) or of the outputs (backward).</summary>
            public enum FanInOut
            {
                /// <summary>Inputs of one output.</summary>
                FanIn = 0,

                /// <summary>Outputs of one input.</summary>
                FanOut = 1,
            }

            /// <summary>What follows the layer.</summary>
            public enum NonlinearityType
            {
                /// <summary>Nothing.</summary>
                Linear = 0,

                /// <summary>Nothing, after a convolution.</summary>
                Conv1D = 1,

                /// <summary>Nothing, after a convolution.</summary>
                Conv2D = 2,

                /// <summary>Nothing, after a convolution.</summary>
                Conv3D = 3,

                /// <summary>Nothing, after a transposed convolution.</summary>
                ConvTranspose1D = 4,

                /// <summary>Nothing, after a transposed convolution.</summary>
                ConvTranspose2D = 5,

                /// <summary>Nothing, after a transposed convolution.</summary>
                ConvTranspose3D = 6,

                /// <summary>Sigmoid.</summary>
                Sigmoid = 7,

                /// <summary>Hyperbolic tangent.</summary>
                Tanh = 8,

                /// <summary>ReLU.</summary>
                ReLU = 9,

                /// <summary>Leaky ReLU.</summary>
                LeakyReLU = 10,
            }

            /// <summary>Factor that makes up for what a nonlinearity does to the standard deviation.</summary>
            /// <param name="nonlinearity">What follows the layer.</param>
            /// <param name="param">Slope below zero, for <see cref="NonlinearityType.LeakyReLU"/>.</param>
            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>Inputs of one output and outputs of one input, from a weight (out, in, …).</summary>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static (long fanIn, long fanOut) CalculateFanInAndFanOut(Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                long[] shape = tensor.shape;
                if (shape.Length < 2)
                {
                    throw new ArgumentException("inputs and outputs can't be counted with fewer than two dimensions", nameof(tensor));
                }
                long field = shape.Skip(2).Aggregate(1L, (taps, side) => taps * side);
                return (shape[1] * field, shape[0] * field);
            }

            /// <summary>All elements become one value.</summary>
            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using (no_grad())
                {
                    return tensor.fill_(val);
                }
            }

            /// <summary>All elements become 0.</summary>
            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            /// <summary>All elements become 1.</summary>
            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            /// <summary>Elements from the uniform distribution on [low, high).</summary>
            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null)
            {
                using (no_grad())
                {
                    NnOp.Uniform.Run(tensor, low, high, generator);
                }
                return tensor;
            }

            /// <summary>Elements from a normal distribution.</summary>
            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null)
            {
                using (no_grad())
                {
                    NnOp.Normal.Run(tensor, mean, std, generator);
                }
                return tensor;
            }

            /// <summary>Elements from a normal distribution cut off at a and b, by the inverse of its distribution function.</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="mean">Mean before cutting.</param>
            /// <param name="std">Standard deviation before cutting.</param>
            /// <param name="a">Smallest value.</param>
            /// <param name="b">Largest value.</param>
            /// <param name="generator">Source of randomness; the default one when absent.</param>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator? generator = null)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                double below = (1 + Erf((a - mean) / std / Math.Sqrt(2))) / 2;
                double above = (1 + Erf((b - mean) / std / Math.Sqrt(2))) / 2;
                using (no_grad())
                {
                    NnOp.Uniform.Run(tensor, (2 * below) - 1, (2 * above) - 1, generator);
                    NnOp.Erfinv.Run(tensor);
                    tensor.mul_(std * Math.Sqrt(2)).add_(mean).clamp_(a, b);
                }
                return tensor;
            }

            /// <summary>Uniform elements that keep the variance forward and backward alike (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                double bound = gain * Math.Sqrt(6.0 / (fanIn + fanOut));
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal elements that keep the variance forward and backward alike (Glorot and Bengio 2010).</summary>
            public static Tensor xavier_normal_(Tensor tensor, double gain = 1)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return normal_(tensor, 0, gain * Math.Sqrt(2.0 / (fanIn + fanOut)));
            }

            /// <summary>Uniform elements that keep the variance through (leaky) ReLUs (https://arxiv.org/abs/1502.01852).</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="a">Slope below zero, for leaky ReLU.</param>
            /// <param name="mode">Which count keeps its variance.</param>
            /// <param name="nonlinearity">What follows the layer.</param>
            public static Tensor kaiming_uniform_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double bound = Math.Sqrt(3) * KaimingDeviation(tensor, a, mode, nonlinearity);
                return uniform_(tensor, -bound, bound);
            }

            /// <summary>Normal elements that keep the variance through (leaky) ReLUs (https://arxiv.org/abs/1502.01852).</summary>
            /// <param name="tensor">What is filled.</param>
            /// <param name="a">Slope below zero, for leaky ReLU.</param>
            /// <param name="mode">Which count keeps its variance.</param>
            /// <param name="nonlinearity">What follows the layer.</param>
            public static Tensor kaiming_normal_(
                Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU) =>
                normal_(tensor, 0, KaimingDeviation(tensor, a, mode, nonlinearity));

            private static double KaimingDeviation(Tensor tensor, double a, FanInOut mode, NonlinearityType nonlinearity)
            {
                (long fanIn, long fanOut) = CalculateFanInAndFanOut(tensor);
                return calculate_gain(nonlinearity, a) / Math.Sqrt(mode == FanInOut.FanIn ? fanIn : fanOut);
            }

            // libtorch's own erf, so that cutting and its inverse belong together.
            private static double Erf(double x)
            {
                using Tensor tensor = ParameterInit.Filled(x, new Device(DeviceType.CPU), ScalarType.Float64, 1);
                NnOp.Erf.Run(tensor);
                return tensor.item<double>();
            }
        }
    }
}
