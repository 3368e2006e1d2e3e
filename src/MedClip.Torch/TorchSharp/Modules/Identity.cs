using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>The input, unchanged.</summary>
        public sealed class Identity : ParameterLessModule<Tensor, Tensor>
        {
            internal Identity()
                : base(nameof(Identity))
            {
            }

            /// <summary>Any shape → the same; shares the storage.</summary>
            public override Tensor forward(Tensor tensor) => NnOp.Alias.Call(tensor);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The input, unchanged.</summary>
            public static Identity Identity() => new();
        }
    }
}
