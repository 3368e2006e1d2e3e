using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>max(x, 0).</summary>
        public sealed class ReLU : ParameterLessModule<Tensor, Tensor>
        {
            internal ReLU(bool inplace)
                : base(nameof(ReLU)) => this.inplace = inplace;

            /// <summary>Whether the input itself is changed.</summary>
            public bool inplace { get; set; }

            /// <summary>Any shape → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.relu(tensor, inplace);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>max(x, 0).</summary>
            /// <param name="inplace">Whether the input itself is changed; the result then shares its storage.</param>
            public static ReLU ReLU(bool inplace = false) => new(inplace);
        }
    }
}
