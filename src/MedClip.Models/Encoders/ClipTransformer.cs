using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>
/// The layers that CLIP's two transformers share: norm, attention, norm, perceptron. Names are those of Hugging Face transformers
/// (https://github.com/huggingface/transformers/blob/v4.24.0/src/transformers/models/clip/modeling_clip.py).
/// </summary>
internal sealed class ClipTransformer : NamedModule
{
    public ClipTransformer(int width, int layers, int heads, int intermediate, double epsilon, bool quickGelu)
        : base(nameof(ClipTransformer))
    {
        Layers = new ModuleList<ClipLayer>([.. Enumerable.Range(0, layers).Select(_ => new ClipLayer(width, heads, intermediate, epsilon, quickGelu))]);
        register_module("layers", Layers);
    }

    private ModuleList<ClipLayer> Layers { get; }

    /// <summary>Runs all layers.</summary>
    /// <param name="x">(B, L, C).</param>
    /// <param name="bias">Added to the attention scores (1, 1, L, L), or an empty tensor.</param>
    /// <returns>(B, L, C), in the caller's scope.</returns>
    public Tensor Apply(Tensor x, Tensor bias) => Apply(x, bias, 0, Layers.Count);

    /// <summary>Runs some layers in turn.</summary>
    public Tensor Apply(Tensor x, Tensor bias, int first, int count)
    {
        foreach (ClipLayer layer in Layers.Skip(first).Take(count))
        {
            x = layer.call(x, bias);
        }

        return x;
    }
}

/// <summary>One layer of CLIP's transformers.</summary>
internal sealed class ClipLayer : NamedModule<Tensor, Tensor, Tensor>
{
    private readonly ClipAttention attention;
    private readonly LayerNorm before;
    private readonly LayerNorm after;
    private readonly ClipPerceptron perceptron;

    public ClipLayer(int width, int heads, int intermediate, double epsilon, bool quickGelu)
        : base(nameof(ClipLayer))
    {
        attention = new ClipAttention(width, heads);
        before = LayerNorm(width, epsilon);
        after = LayerNorm(width, epsilon);
        perceptron = new ClipPerceptron(width, intermediate, quickGelu);
        register_module("self_attn", attention);
        register_module("layer_norm1", before);
        register_module("mlp", perceptron);
        register_module("layer_norm2", after);
    }

    public override Tensor forward(Tensor input1, Tensor input2)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = input1 + attention.Attend(before.ForDense(input1), input2);
        return (x + perceptron.Apply(after.ForDense(x))).MoveToOuterDisposeScope();
    }
}

/// <summary>Self-attention with biases in all four projections.</summary>
internal sealed class ClipAttention : NamedModule
{
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear query;
    private readonly Linear output;
    private readonly int heads;

    public ClipAttention(int width, int heads)
        : base(nameof(ClipAttention))
    {
        this.heads = heads;
        (key, value, query, output) = (Linear(width, width), Linear(width, width), Linear(width, width), Linear(width, width));
        register_module("k_proj", key);
        register_module("v_proj", value);
        register_module("q_proj", query);
        register_module("out_proj", output);
    }

    public Tensor Attend(Tensor x, Tensor bias)
    {
        Tensor Heads(Linear projection) => AttentionCore.SplitHeads(projection.call(x), heads);   // (B, L, C) -> (B, H, L, D)
        Tensor context = AttentionCore.Attend(Heads(query), Heads(key), Heads(value), bias.numel() == 0 ? null : bias, 0, training);
        return output.call(AttentionCore.JoinHeads(context));
    }
}

/// <summary>Dense, GELU or quick-GELU, dense.</summary>
internal sealed class ClipPerceptron : NamedModule
{
    private readonly Linear first;
    private readonly Linear second;
    private readonly bool quick;

    public ClipPerceptron(int width, int intermediate, bool quickGelu)
        : base(nameof(ClipPerceptron))
    {
        quick = quickGelu;
        first = Linear(width, intermediate);
        second = Linear(intermediate, width);
        register_module("fc1", first);
        register_module("fc2", second);
    }

    public Tensor Apply(Tensor x)
    {
        Tensor hidden = first.call(x);                                                     // (B, L, C) -> (B, L, 4C)
        return second.call(quick ? hidden * (hidden * 1.702).sigmoid() : functional.gelu(hidden));
    }
}
