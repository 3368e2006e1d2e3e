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
            /// <remarks>A libtorch without the fused operator (before 2.0) computes the same from its parts, by the table of decompositions.</remarks>
            /// <exception cref="ArgumentException">A mask together with <paramref name="is_casual"/>.</exception>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0, bool is_casual = false)
            {
                if (attn_mask is not null && is_casual)
                {
                    throw new ArgumentException("give a mask or is_casual, not both", nameof(attn_mask));
                }
                return NnOp.ScaledDotProductAttention.Call(query, key, value, attn_mask, p, is_casual);
            }
        }
    }
}
