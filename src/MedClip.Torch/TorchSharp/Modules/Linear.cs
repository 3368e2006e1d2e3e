using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>y = x · weightᵀ + bias.</summary>
        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            private Parameter weights;
            private Parameter? offset;

            internal Linear(Parameter weight, Parameter? bias)
                : base(nameof(Linear))
            {
                weights = weight;
                offset = bias;
                out_features = weight.shape[0];
                in_features = weight.shape[1];
                register_parameter(nameof(weight), weight);
                register_parameter(nameof(bias), bias);
            }

            /// <summary>Length of the input's last dimension.</summary>
            public long in_features { get; set; }

            /// <summary>Length of the output's last dimension.</summary>
            public long out_features { get; set; }

            /// <summary>(out, in).</summary>
            public Parameter weight
            {
                get => weights;
                set => ConditionallyRegisterParameter(nameof(weight), weights = value);
            }

            /// <summary>(out), or null.</summary>
            public Parameter? bias
            {
                get => offset;
                set => ConditionallyRegisterParameter(nameof(bias), offset = value);
            }

            /// <summary>(…, in) → (…, out).</summary>
            public override Tensor forward(Tensor tensor) => MedClip.Torch.DenseLayer.Linear(tensor, weights, offset);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A linear layer; weights and biases start uniformly in ±1/√<paramref name="inputSize"/>.</summary>
            /// <param name="inputSize">Length of the input's last dimension.</param>
            /// <param name="outputSize">Length of the output's last dimension.</param>
            /// <param name="hasBias">Whether an offset is learned.</param>
            /// <param name="device">Where the parameters live.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            {
                (Device place, ScalarType type) = Module.Defaults(device, dtype);
                double bound = 1 / Math.Sqrt(inputSize);
                Parameter weight = ParameterInit.Uniform(bound, place, type, outputSize, inputSize);
                return new Linear(weight, hasBias ? ParameterInit.Uniform(bound, place, type, outputSize) : null);
            }

            /// <summary>A linear layer of given parameters.</summary>
            /// <param name="weight">(out, in).</param>
            /// <param name="bias">(out), or none.</param>
            public static Linear Linear(Parameter weight, Parameter? bias = null)
            {
                ArgumentNullException.ThrowIfNull(weight);
                return new Linear(weight, bias);
            }
        }
    }
}
