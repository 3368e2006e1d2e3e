using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x where positive, else slope · x.</summary>
        public sealed class LeakyReLU : ParameterLessModule<Tensor, Tensor>
        {
            internal LeakyReLU(double slope, bool inplace)
                : base(nameof(LeakyReLU)) => (negative_slope, this.inplace) = (slope, inplace);

            /// <summary>Slope below zero.</summary>
            public double negative_slope { get; set; }

            /// <summary>Whether the input itself is changed.</summary>
            public bool inplace { get; set; }

            /// <summary>Any shape → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.leaky_relu(tensor, negative_slope, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x where positive, else slope · x.</summary>
            /// <param name="negative_slope">Slope below zero.</param>
            /// <param name="inplace">Whether the input itself is changed; the result then shares its storage.</param>
            public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);
        }
    }
}
