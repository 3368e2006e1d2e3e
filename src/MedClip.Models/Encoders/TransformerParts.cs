using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>A dense layer that sits in a module of its own, as Hugging Face names it (<c>intermediate.dense</c>).</summary>
internal sealed class Dense : NamedModule
{
    private readonly Linear dense;

    public Dense(int inputs, int outputs)
        : base(nameof(Dense))
    {
        dense = Linear(inputs, outputs);
        register_module("dense", dense);
    }

    public Tensor Apply(Tensor x) => dense.call(x);
}

/// <summary>The three projections of an attention, as Hugging Face names them (<c>self.query</c>, <c>self.key</c>, <c>self.value</c>).</summary>
internal class QueryKeyValue : NamedModule
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;

    public QueryKeyValue(int width)
        : base(nameof(QueryKeyValue))
    {
        query = Linear(width, width);
        key = Linear(width, width);
        value = Linear(width, width);
        register_module("query", query);
        register_module("key", key);
        register_module("value", value);
    }

    /// <summary>Projects states.</summary>
    /// <param name="x">(B, L, C).</param>
    /// <returns>Three of (B, L, C), in the caller's scope.</returns>
    public (Tensor Query, Tensor Key, Tensor Value) Project(Tensor x) => (query.call(x), key.call(x), value.call(x));

    /// <summary>Projects states and splits heads.</summary>
    /// <param name="x">(B, L, C).</param>
    /// <param name="heads">Number of heads H.</param>
    /// <returns>Three of (B, H, L, C/H), in the caller's scope.</returns>
    public (Tensor Query, Tensor Key, Tensor Value) Split(Tensor x, int heads) => (
        AttentionCore.SplitHeads(query.call(x), heads),
        AttentionCore.SplitHeads(key.call(x), heads),
        AttentionCore.SplitHeads(value.call(x), heads));
}
