using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Binary cross-entropy of sigmoid(input).</summary>
        public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
        {
            /// <summary>The loss.</summary>
            /// <param name="weight">Weights that broadcast to the input.</param>
            /// <param name="reduction">What becomes of the values.</param>
            /// <param name="pos_weights">Weights of the positive part, broadcast to the input.</param>
            public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
                : base(weight, reduction) => this.pos_weights = pos_weights;

            /// <summary>Weights of the positive part, or null.</summary>
            public Tensor? pos_weights { get; }

            /// <summary>Logits of any shape against targets 0 to 1 of the same.</summary>
            public override Tensor forward(Tensor input, Tensor target) =>
                nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Binary cross-entropy of sigmoid(input).</summary>
            /// <param name="weight">Weights that broadcast to the input.</param>
            /// <param name="reduction">What becomes of the values.</param>
            /// <param name="pos_weights">Weights of the positive part, broadcast to the input.</param>
            public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                new(weight, reduction, pos_weights);
        }
    }
}
