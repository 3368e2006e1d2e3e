using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Normalises over groups of channels and all positions (https://arxiv.org/abs/1803.08494).</summary>
        public sealed class GroupNorm : nn.Module<Tensor, Tensor>
        {
            private Parameter? scale;
            private Parameter? offset;

            internal GroupNorm(long num_groups, double eps, Parameter? weight, Parameter? bias)
                : base(nameof(GroupNorm))
            {
                (this.num_groups, this.eps, scale, offset) = (num_groups, eps, weight, bias);
                affine = weight is not null;
                register_parameter(nameof(weight), weight);
                register_parameter(nameof(bias), bias);
            }

            /// <summary>Number of groups.</summary>
            public long num_groups { get; set; }

            /// <summary>Added to the variance.</summary>
            public double eps { get; set; }

            /// <summary>Whether scale and offset are learned.</summary>
            public bool affine { get; set; }

            /// <summary>(C), or null.</summary>
            public Parameter? weight
            {
                get => scale;
                set => ConditionallyRegisterParameter(nameof(weight), scale = value);
            }

            /// <summary>(C), or null.</summary>
            public Parameter? bias
            {
                get => offset;
                set => ConditionallyRegisterParameter(nameof(bias), offset = value);
            }

            /// <summary>(N, C, …) → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, scale, offset, eps);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Normalises over groups of channels and all positions.</summary>
            /// <param name="num_groups">Number of groups; divides <paramref name="num_channels"/>.</param>
            /// <param name="num_channels">Channels.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="affine">Whether a scale (first 1) and an offset (first 0) are learned.</param>
            /// <param name="device">Where the parameters live.</param>
            /// <param name="dtype">Element type of the parameters.</param>
            public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-5, bool affine = true, Device? device = null, ScalarType? dtype = null)
            {
                if (num_groups < 1 || num_channels % num_groups != 0)
                {
                    throw new ArgumentException($"{num_channels} channels can't be divided into {num_groups} groups", nameof(num_groups));
                }
                (Device place, ScalarType type) = Module.Defaults(device, dtype);
                return new GroupNorm(
                    num_groups,
                    eps,
                    affine ? ParameterInit.Constant(1, place, type, num_channels) : null,
                    affine ? ParameterInit.Constant(0, place, type, num_channels) : null);
            }
        }
    }
}
