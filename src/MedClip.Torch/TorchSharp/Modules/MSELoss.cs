using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>(input − target)².</summary>
        public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
        {
            /// <summary>The loss.</summary>
            /// <param name="reduction">What becomes of the values.</param>
            public MSELoss(nn.Reduction reduction = nn.Reduction.Mean)
                : base(reduction)
            {
            }

            /// <summary>Any shape against the same.</summary>
            public override Tensor forward(Tensor input, Tensor target) => nn.functional.mse_loss(input, target, reduction);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>(input − target)².</summary>
            /// <param name="reduction">What becomes of the values.</param>
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}
