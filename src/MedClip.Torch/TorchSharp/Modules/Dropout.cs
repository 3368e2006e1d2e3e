using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>In training, sets values to zero at random and scales the rest by 1/(1−p).</summary>
        public sealed class Dropout : ParameterLessModule<Tensor, Tensor>
        {
            internal Dropout(double p, bool inplace)
                : base(nameof(Dropout)) => (this.p, this.inplace) = (p, inplace);

            /// <summary>Probability of a zero.</summary>
            public double p { get; set; }

            /// <summary>Whether the input itself is changed.</summary>
            public bool inplace { get; set; }

            /// <summary>Any shape → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.dropout(tensor, p, training, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>In training, sets values to zero at random and scales the rest by 1/(1−p).</summary>
            /// <param name="p">Probability of a zero, 0 to 1.</param>
            /// <param name="inplace">Whether the input itself is changed; the result then shares its storage.</param>
            /// <exception cref="ArgumentOutOfRangeException">The probability is not within 0 and 1.</exception>
            public static Dropout Dropout(double p = 0.5, bool inplace = false) =>
                p is >= 0 and <= 1 ? new(p, inplace) : throw new ArgumentOutOfRangeException(nameof(p), p, "a probability is 0 to 1");
        }
    }
}
