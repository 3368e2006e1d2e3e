using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Hyperbolic tangent.</summary>
        public sealed class Tanh : ParameterLessModule<Tensor, Tensor>
        {
            internal Tanh(bool inplace)
                : base(nameof(Tanh)) => this.inplace = inplace;

            /// <summary>Whether the input itself is changed.</summary>
            public bool inplace { get; set; }

            /// <summary>Any shape → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.tanh(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Hyperbolic tangent.</summary>
            public static Tanh Tanh() => new(false);

            /// <summary>Hyperbolic tangent.</summary>
            /// <param name="inplace">Whether the input itself is changed; the result then shares its storage.</param>
            public static Tanh Tanh(bool inplace = false) => new(inplace);
        }
    }
}
