using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x · Φ(x), Φ the normal distribution function (https://arxiv.org/abs/1606.08415).</summary>
        public sealed class GELU : ParameterLessModule<Tensor, Tensor>
        {
            internal GELU(Approximate approximate, bool inplace)
                : base(nameof(GELU)) => (this.approximate, this.inplace) = (approximate, inplace);

            /// <summary>How the normal distribution function is computed.</summary>
            public enum Approximate
            {
                /// <summary>By the error function.</summary>
                none = 0,

                /// <summary>By the hyperbolic tangent.</summary>
                tanh = 1,
            }

            /// <summary>How Φ is computed.</summary>
            public Approximate approximate { get; set; }

            /// <summary>Whether the input itself is changed.</summary>
            public bool inplace { get; set; }

            /// <summary>Any shape → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x · Φ(x), Φ the normal distribution function (https://arxiv.org/abs/1606.08415).</summary>
            public static GELU GELU() => new(Modules.GELU.Approximate.none, false);

            /// <summary>x · Φ(x), Φ the normal distribution function (https://arxiv.org/abs/1606.08415).</summary>
            /// <param name="inplace">Whether the input itself is changed; the result then shares its storage.</param>
            public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            /// <summary>x · Φ(x), Φ the normal distribution function (https://arxiv.org/abs/1606.08415).</summary>
            /// <param name="approximate">How Φ is computed.</param>
            /// <param name="inplace">Whether the input itself is changed; the result then shares its storage.</param>
            public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);
        }
    }
}
