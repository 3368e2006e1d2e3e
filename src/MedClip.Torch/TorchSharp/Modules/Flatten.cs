using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Joins neighbouring dimensions into one.</summary>
        public sealed class Flatten : ParameterLessModule<Tensor, Tensor>
        {
            internal Flatten(long start_dim, long end_dim)
                : base(nameof(Flatten)) => (this.start_dim, this.end_dim) = (start_dim, end_dim);

            /// <summary>First dimension joined.</summary>
            public long start_dim { get; set; }

            /// <summary>Last dimension joined.</summary>
            public long end_dim { get; set; }

            /// <summary>(…, a, b, …) → (…, a·b, …); shares the storage where it can.</summary>
            public override Tensor forward(Tensor input) => NnOp.Flatten.Call(input, start_dim, end_dim);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Joins neighbouring dimensions into one.</summary>
            /// <param name="start_dim">First dimension joined.</param>
            /// <param name="end_dim">Last dimension joined; negative ones count from the end.</param>
            public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);
        }
    }
}
