using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>e^x divided by its sum along a dimension.</summary>
        public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
        {
            internal Softmax(long dim)
                : base(nameof(Softmax)) => this.dim = dim;

            /// <summary>The dimension that sums to 1.</summary>
            public long dim { get; set; }

            /// <summary>Any shape → the same.</summary>
            public override Tensor forward(Tensor tensor) => nn.functional.softmax(tensor, dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>e^x divided by its sum along a dimension.</summary>
            /// <param name="dim">The dimension that sums to 1.</param>
            public static Softmax Softmax(long dim) => new(dim);
        }
    }
}
