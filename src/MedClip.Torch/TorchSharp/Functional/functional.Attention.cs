namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>softmax(query · keyᵀ / √E + mask) · value (https://arxiv.org/abs/1706.03762, equation 1).</summary>
            /// <param name="query">(N, …, L, E).</param>
            /// <param name="key">(N, …, S, E).</param>
            /// <param name="value">(N, …, S, Ev).</param>
            /// <param name="attn_mask">Broadcast to (N, …, L, S): booleans say what takes part, other types are added to the scores.</param>
            /// <param name="p">Probability of dropping an attention weight.</param>
            /// <param name="is_casual">Whether position i sees positions 0…i only (TorchSharp's spelling of causal).</param>
            /// <returns>(N, …, L, Ev).</returns>
            /// <remarks>A libtorch without the fused operator (before 2.0) computes the same from its parts.</remarks>
            /// <exception cref="ArgumentException">A mask together with <paramref name="is_casual"/>.</exception>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (attn_mask is not null && is_casual)
                {
                    throw new ArgumentException("give a mask or is_casual, not both", nameof(attn_mask));
                }
                return NnOp.ScaledDotProductAttention.Exists
                    ? NnOp.ScaledDotProductAttention.Call(query, key, value, attn_mask, p, is_casual)
                    : AttentionFromParts(query, key, value, attn_mask, p, is_casual);
            }

            internal static Tensor AttentionFromParts(Tensor query, Tensor key, Tensor value, Tensor? mask, double p, bool causal)
            {
                long[] shape = query.shape;
                using Tensor scaled = NnOp.Mul.Call(query, 1 / Math.Sqrt(shape[^1]));
                using Tensor transposed = NnOp.TransposeInts.Call(key, -2, -1); // (…, S, E) -> (…, E, S)
                using Tensor scores = NnOp.Matmul.Call(scaled, transposed); // (…, L, S)
                using Tensor? future = causal ? Future(shape[^2], key.shape[^2], query.device) : null;
                using Tensor masked = Masked(scores, mask, future);
                using Tensor weights = NnOp.Softmax.Call(masked, -1);
                if (p <= 0)
                {
                    return NnOp.Matmul.Call(weights, value);
                }
                using Tensor kept = NnOp.Dropout.Call(weights, p, true);
                return NnOp.Matmul.Call(kept, value);
            }

            private static Tensor Future(long queries, long keys, Device device)
            {
                using Tensor ones = NnOp.Ones.Call(new[] { queries, keys }, ScalarType.Bool, MedClip.Torch.Arg.None, device);
                return NnOp.Triu.Call(ones, 1);
            }

            private static Tensor Masked(Tensor scores, Tensor? mask, Tensor? future)
            {
                if (future is not null)
                {
                    return NnOp.MaskedFill.Call(scores, future, double.NegativeInfinity);
                }
                if (mask is null)
                {
                    return NnOp.Alias.Call(scores);
                }
                if (mask.dtype != ScalarType.Bool)
                {
                    return NnOp.AddTensor.Call(scores, mask);
                }
                using Tensor hidden = NnOp.LogicalNot.Call(mask);
                return NnOp.MaskedFill.Call(scores, hidden, double.NegativeInfinity);
            }
        }
    }
}
