using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Scaled dot-product attention over split heads (https://arxiv.org/abs/1706.03762, equation 1); shared by all transformers here.</summary>
internal static class AttentionCore
{
    /// <summary>A score that the softmax turns into exactly 0, never a denormal, and that the type can hold.</summary>
    public static double Nothing(ScalarType type) => type == ScalarType.Float16 ? -60000 : -1e30;

    /// <summary>Splits the last dimension into heads.</summary>
    /// <param name="x">States (B, L, C).</param>
    /// <param name="heads">Number of heads H; divides C.</param>
    /// <returns>(B, H, L, C/H).</returns>
    public static Tensor SplitHeads(Tensor x, int heads) =>
        x.view(x.shape[0], x.shape[1], heads, x.shape[2] / heads).transpose(1, 2);        // (B, L, C) -> (B, L, H, D) -> (B, H, L, D)

    /// <summary>Joins heads again.</summary>
    /// <param name="x">(B, H, L, D).</param>
    /// <returns>(B, L, H·D).</returns>
    public static Tensor JoinHeads(Tensor x) =>
        x.transpose(1, 2).reshape(x.shape[0], x.shape[2], x.shape[1] * x.shape[3]);       // (B, H, L, D) -> (B, L, H, D) -> (B, L, C)

    /// <summary>Attention.</summary>
    /// <param name="query">(B, H, L, D).</param>
    /// <param name="key">(B, H, L, D).</param>
    /// <param name="value">(B, H, L, D).</param>
    /// <param name="bias">Added to the scores, broadcast to (B, H, L, L); null for none.</param>
    /// <param name="dropout">Probability that a weight is dropped.</param>
    /// <param name="training">Whether weights are dropped.</param>
    /// <returns>(B, H, L, D).</returns>
    public static Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? bias, double dropout, bool training)
    {
        double scale = 1 / Math.Sqrt(query.shape[3]);
        Tensor scores = query.matmul(key.transpose(2, 3)) * scale;                        // (B, H, L, L)
        scores = bias is null ? scores : scores + bias;
        Tensor weights = scores.softmax(3);
        return nn.functional.dropout(weights, dropout, training).matmul(value);           // (B, H, L, D)
    }
}
