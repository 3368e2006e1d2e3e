using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Enlarges the last dimensions.</summary>
        public sealed class Upsample : ParameterLessModule<Tensor, Tensor>
        {
            private readonly long[]? target;
            private readonly double[]? factors;

            internal Upsample(long[]? size, double[]? scale_factor, UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor)
                : base(nameof(Upsample))
            {
                (target, factors, this.mode) = (size, scale_factor, mode);
                (this.align_corners, this.recompute_scale_factor) = (align_corners, recompute_scale_factor);
            }

            /// <summary>The new size; empty when a factor says it.</summary>
            public ReadOnlySpan<long> size => target;

            /// <summary>A factor for each dimension, or one for all; empty when the size says it.</summary>
            public ReadOnlySpan<double> scale_factor => factors;

            /// <summary>How values between pixels are found.</summary>
            public UpsampleMode mode { get; }

            /// <summary>Whether the corner pixels' centres, not their outer edges, coincide.</summary>
            public bool? align_corners { get; }

            /// <summary>Whether the factor used is the ratio of the whole sizes rather than the one given.</summary>
            public bool? recompute_scale_factor { get; set; }

            /// <summary>(N, C, …) → (N, C, …).</summary>
            public override Tensor forward(Tensor input) => nn.functional.interpolate(
                input, target, factors, (InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Enlarges the last dimensions.</summary>
            /// <param name="size">The new size; this or <paramref name="scale_factor"/>.</param>
            /// <param name="scale_factor">A factor for each dimension, or one for all.</param>
            /// <param name="mode">How values between pixels are found.</param>
            /// <param name="align_corners">Whether the corner pixels' centres, not their outer edges, coincide.</param>
            /// <param name="recompute_scale_factor">Whether the factor used is the ratio of the whole sizes rather than the one given.</param>
            public static Upsample Upsample(
                long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest, bool? align_corners = null, bool? recompute_scale_factor = null) =>
                new(size, scale_factor, mode, align_corners, recompute_scale_factor);
        }
    }
}
