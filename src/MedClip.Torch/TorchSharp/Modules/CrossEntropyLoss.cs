using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Negative log-likelihood of softmax(input).</summary>
        public sealed class CrossEntropyLoss : WeightedLoss<Tensor, Tensor, Tensor>
        {
            /// <summary>The loss.</summary>
            /// <param name="weight">(C): a weight for each class.</param>
            /// <param name="ignore_index">Class index that contributes nothing.</param>
            /// <param name="reduction">What becomes of the batch.</param>
            /// <param name="label_smoothing">Share of the target spread over all classes, 0 to 1.</param>
            public CrossEntropyLoss(
                Tensor? weight = null, long? ignore_index = null, nn.Reduction reduction = nn.Reduction.Mean, double label_smoothing = 0)
                : base(weight, reduction) => (this.ignore_index, this.label_smoothing) = (ignore_index, label_smoothing);

            /// <summary>Class index that contributes nothing; -100 when null.</summary>
            public long? ignore_index { get; }

            /// <summary>Share of the target spread over all classes.</summary>
            public double label_smoothing { get; }

            /// <summary>Logits (N, C) against class indices (N) or probabilities (N, C).</summary>
            public override Tensor forward(Tensor input, Tensor target) =>
                nn.functional.cross_entropy(input, target, weight, ignore_index ?? -100, reduction, label_smoothing);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Negative log-likelihood of softmax(input).</summary>
            /// <param name="weight">(C): a weight for each class.</param>
            /// <param name="ignore_index">Class index that contributes nothing.</param>
            /// <param name="reduction">What becomes of the batch.</param>
            public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) =>
                new(weight, ignore_index, reduction);
        }
    }
}
