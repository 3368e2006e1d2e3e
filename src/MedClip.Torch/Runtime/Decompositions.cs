using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Torch;

/// <summary>
/// Operators that some libtorch versions lack, and what is computed in their place. This is the only such table:
/// <see cref="Op"/> looks here when the dispatcher does not know a name, and <c>medclip doctor</c> lists what it used.
/// </summary>
internal static class Decompositions
{
    private static readonly Dictionary<string, Decomposition> Table = new(StringComparer.Ordinal)
    {
        ["aten::scaled_dot_product_attention"] = new("softmax(q·kᵀ/√d + mask)·v", "2.0", Attention),
        ["aten::rms_norm"] = new("x·rsqrt(mean(x²) + eps)·weight", "2.4", RootMeanSquareNorm),
        ["aten::_unsafe_index.Tensor"] = new("aten::index.Tensor", "2.1", args => Ops.IndexTensor.Call(args)),
    };

    /// <summary>Every operator with a replacement.</summary>
    public static IEnumerable<KeyValuePair<string, Decomposition>> All => Table;

    /// <summary>What replaces an operator; null if nothing does.</summary>
    public static Decomposition? For(string name) => Table.GetValueOrDefault(name);

    // query, key, value, attn_mask, dropout_p, is_causal (Vaswani et al. 2017, section 3.2.1).
    private static Tensor Attention(Arg[] args)
    {
        using DisposeScope scope = NewDisposeScope();
        var query = (Tensor)args[0].Reference!;
        var key = (Tensor)args[1].Reference!;
        var value = (Tensor)args[2].Reference!;
        var mask = args.Length > 3 ? (Tensor?)args[3].Reference : null;
        double dropout = args.Length > 4 ? BitConverter.Int64BitsToDouble(args[4].Bits) : 0;
        bool causal = args.Length > 5 && args[5].Bits != 0;
        double scale = args.Length > 6 && args[6].Tag == NativeTag.Double ? BitConverter.Int64BitsToDouble(args[6].Bits) : 1 / Math.Sqrt(query.size(-1));

        Tensor scores = query.mul(scale).matmul(key.transpose(-2, -1)); // (…, L, S)
        if (causal)
        {
            Tensor future = ones(query.size(-2), key.size(-2), ScalarType.Bool, query.device).triu(1);
            scores = scores.masked_fill(future, double.NegativeInfinity);
        }
        if (mask is not null)
        {
            scores = mask.dtype == ScalarType.Bool ? scores.masked_fill(mask.logical_not(), double.NegativeInfinity) : scores + mask;
        }
        Tensor weights = scores.softmax(-1);
        if (dropout > 0)
        {
            weights = CounterDropout.Drop(weights, dropout);
        }
        return weights.matmul(value).MoveToOuterDisposeScope();
    }

    // input, normalized_shape, weight, eps (Zhang and Sennrich 2019, equation 4).
    private static Tensor RootMeanSquareNorm(Arg[] args)
    {
        using DisposeScope scope = NewDisposeScope();
        var input = (Tensor)args[0].Reference!;
        var shape = (long[])args[1].Reference!;
        var weight = args.Length > 2 ? (Tensor?)args[2].Reference : null;
        double eps = args.Length > 3 && args[3].Tag == NativeTag.Double ? BitConverter.Int64BitsToDouble(args[3].Bits) : finfo(input.dtype).eps;
        long[] dimensions = [.. Enumerable.Range(1, shape.Length).Select(i => -(long)i)];
        Tensor normal = input * input.square().mean(dimensions, true).add(eps).rsqrt();
        return (weight is null ? normal : normal * weight).MoveToOuterDisposeScope();
    }

    /// <summary>What replaces an operator.</summary>
    /// <param name="By">The replacement, as a formula.</param>
    /// <param name="Since">The first libtorch that has the operator.</param>
    /// <param name="Compute">Computes it from the operator's arguments.</param>
    public sealed record Decomposition(string By, string Since, Func<Arg[], Tensor> Compute);
}
