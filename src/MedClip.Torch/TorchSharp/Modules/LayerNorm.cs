using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Normalises over the last dimensions (https://arxiv.org/abs/1607.06450).</summary>
        public sealed class LayerNorm : nn.Module<Tensor, Tensor>
        {
            private Parameter? scale;
            private Parameter? offset;

            internal LayerNorm(long[] normalized_shape, double eps, Parameter? weight, Parameter? bias)
                : base(nameof(LayerNorm))
            {
                (this.normalized_shape, this.eps, scale, offset) = (normalized_shape, eps, weight, bias);
                elementwise_affine = weight is not null;
                register_parameter(nameof(weight), weight);
                register_parameter(nameof(bias), bias);
            }

            /// <summary>Lengths of the last dimensions.</summary>
            public long[] normalized_shape { get; set; }

            /// <summary>Added to the variance.</summary>
            public double eps { get; set; }

            /// <summary>Whether a scale is learned.</summary>
            public bool elementwise_affine { get; set; }

            /// <summary>Scale of <see cref="normalized_shape"/>, or null.</summary>
            public Parameter? weight
            {
                get => scale;
                set => ConditionallyRegisterParameter(nameof(weight), scale = value);
            }

            /// <summary>Offset of <see cref="normalized_shape"/>, or null.</summary>
            public Parameter? bias
            {
                get => offset;
                set => ConditionallyRegisterParameter(nameof(bias), offset = value);
            }

            /// <summary>Sets the scale to 1 and the offset to 0.</summary>
            public void reset_parameters()
            {
                using (no_grad())
                {
                    scale?.fill_(1);
                    offset?.fill_(0);
                }
            }

            /// <summary>(…, normalized_shape) → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, scale, offset, eps);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Normalises over the last dimensions.</summary>
            /// <param name="normalized_shape">Their lengths.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="elementwise_affine">Whether a scale (first 1) is learned.</param>
            /// <param name="bias">Whether an offset (first 0) is learned too.</param>
            /// <param name="device">Where the parameters live.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static LayerNorm LayerNorm(
                long[] normalized_shape, double eps = 1e-5, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null)
            {
                (Device place, ScalarType type) = Module.Defaults(device, dtype);
                return new LayerNorm(
                    normalized_shape,
                    eps,
                    elementwise_affine ? ParameterInit.Constant(1, place, type, normalized_shape) : null,
                    elementwise_affine && bias ? ParameterInit.Constant(0, place, type, normalized_shape) : null);
            }

            /// <inheritdoc cref="LayerNorm(long[], double, bool, bool, Device, ScalarType?)"/>
            public static LayerNorm LayerNorm(
                long normalized_shape, double eps = 1e-5, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                LayerNorm([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}
