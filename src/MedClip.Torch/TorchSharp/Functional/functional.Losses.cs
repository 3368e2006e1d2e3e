namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Negative log-likelihood of softmax(input).</summary>
            /// <param name="input">Logits: (N, C), (C) or (N, C, …).</param>
            /// <param name="target">Class indices (N), int64, or class probabilities of the input's shape.</param>
            /// <param name="weight">(C): a weight for each class.</param>
            /// <param name="ignore_index">Class index that contributes nothing.</param>
            /// <param name="reduction">What becomes of the batch.</param>
            /// <param name="label_smoothing">Share of the target spread over all classes, 0 to 1.</param>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0) =>
                NnOp.CrossEntropy.Call(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>Negative log-likelihood of log-probabilities.</summary>
            /// <param name="input">Log-probabilities: (N, C) or (N, C, …).</param>
            /// <param name="target">Class indices (N) or (N, …), int64.</param>
            /// <param name="weight">(C): a weight for each class.</param>
            /// <param name="reduction">What becomes of the batch.</param>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                NnOp.NllLoss.Call(input, target, weight, (long)reduction);

            /// <summary>(input − target)².</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="target">The same shape.</param>
            /// <param name="reduction">What becomes of the values.</param>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                NnOp.MseLoss.Call(input, target, (long)reduction);

            /// <summary>−t·log p − (1−t)·log(1−p).</summary>
            /// <param name="input">Probabilities p, 0 to 1.</param>
            /// <param name="target">Targets t, 0 to 1, the same shape.</param>
            /// <param name="weight">Weights that broadcast to the input.</param>
            /// <param name="reduction">What becomes of the values.</param>
            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                NnOp.BinaryCrossEntropy.Call(input, target, weight, (long)reduction);

            /// <summary>Binary cross-entropy of sigmoid(input), computed without overflow.</summary>
            /// <param name="input">Logits.</param>
            /// <param name="target">Targets, 0 to 1, the same shape.</param>
            /// <param name="weight">Weights that broadcast to the input.</param>
            /// <param name="reduction">What becomes of the values.</param>
            /// <param name="pos_weights">Weights of the positive part, broadcast to the input.</param>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                NnOp.BinaryCrossEntropyWithLogits.Call(input, target, weight, pos_weights, (long)reduction);
        }
    }
}
