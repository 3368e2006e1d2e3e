using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x · sigmoid(x).</summary>
        public sealed class SiLU : ParameterLessModule<Tensor, Tensor>
        {
            internal SiLU(bool inplace)
                : base(nameof(SiLU)) => this.inplace = inplace;

            /// <summary>Whether the input itself is changed.</summary>
            public bool inplace { get; set; }

            /// <summary>Any shape → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.silu(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x · sigmoid(x).</summary>
            public static SiLU SiLU() => new(false);

            /// <summary>x · sigmoid(x).</summary>
            /// <param name="inplace">Whether the input itself is changed; the result then shares its storage.</param>
            public static SiLU SiLU(bool inplace) => new(inplace);
        }
    }
}
