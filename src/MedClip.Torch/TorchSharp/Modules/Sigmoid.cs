using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>1 / (1 + e^−x).</summary>
        public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
        {
            internal Sigmoid(bool inplace)
                : base(nameof(Sigmoid)) => this.inplace = inplace;

            /// <summary>Whether the input itself is changed.</summary>
            public bool inplace { get; set; }

            /// <summary>Any shape → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.sigmoid(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>1 / (1 + e^−x).</summary>
            public static Sigmoid Sigmoid() => new(false);

            /// <summary>1 / (1 + e^−x).</summary>
            /// <param name="inplace">Whether the input itself is changed; the result then shares its storage.</param>
            public static Sigmoid Sigmoid(bool inplace) => new(inplace);
        }
    }
}
