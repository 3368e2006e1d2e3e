namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>input · weightsᵀ + bias.</summary>
            /// <param name="input">(…, in).</param>
            /// <param name="weights">(out, in).</param>
            /// <param name="bias">(out), or none.</param>
            /// <returns>(…, out).</returns>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) => MedClip.Torch.DenseLayer.Linear(input, weights, bias);

            /// <summary>input / max(‖input‖ₚ, eps) along a dimension.</summary>
            /// <param name="input">Any shape.</param>
            /// <param name="p">Which norm.</param>
            /// <param name="dim">The dimension that gets norm 1.</param>
            /// <param name="eps">Smallest divisor.</param>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1e-12)
            {
                using Tensor norm = NnOp.Norm.Call(input, p, new long[] { dim }, true);
                using Tensor divisor = NnOp.ClampMin.Call(norm, eps);
                return NnOp.Div.Call(input, divisor);
            }

            /// <summary>Cosine of the angle between two arrays of vectors.</summary>
            /// <param name="x1">Any shape.</param>
            /// <param name="x2">A shape that broadcasts to it.</param>
            /// <param name="dim">The dimension of the vectors.</param>
            /// <param name="eps">Smallest divisor.</param>
            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1e-8) => NnOp.CosineSimilarity.Call(x1, x2, dim, eps);

            /// <summary>A 1 at each class index, in a new last dimension.</summary>
            /// <param name="x">Class indices, int64.</param>
            /// <param name="num_classes">Length of the new dimension; -1 takes the largest index plus one.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => NnOp.OneHot.Call(x, num_classes);
        }
    }
}
