using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Means of as many windows as the output has cells.</summary>
        public sealed class AdaptiveAvgPool2d : ParameterLessModule<Tensor, Tensor>
        {
            internal AdaptiveAvgPool2d(long[] output_size)
                : base(nameof(AdaptiveAvgPool2d)) => this.output_size = output_size;

            /// <summary>(H', W').</summary>
            public long[] output_size { get; set; }

            /// <summary>(N, C, H, W) → (N, C, H', W').</summary>
            public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, output_size);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Means of as many windows as the output has cells.</summary>
            /// <param name="output_size">(H', W').</param>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

            /// <summary>Means of as many windows as the output has cells.</summary>
            /// <param name="output_size">(H', W').</param>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new(Pair(output_size));

            /// <summary>Means of as many windows as the output has cells.</summary>
            /// <param name="output_size">(H', W').</param>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(Pair(output_size));
        }
    }
}
