using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>One Swin block: attention within windows, shifted by half a window in every second block, then a perceptron (section 3.2).</summary>
internal sealed class SwinBlock : NamedModule<Tensor, Tensor>
{
    private readonly WindowLayout layout;
    private readonly double dropPath;
    private readonly LayerNorm before;
    private readonly LayerNorm after;
    private readonly SwinAttention attention;
    private readonly Dense intermediate;
    private readonly Dense output;

    /// <param name="config">Sizes of the network.</param>
    /// <param name="width">Width of a token.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="size">Edge of the map in tokens.</param>
    /// <param name="shifted">Whether this block shifts; never when the map is no larger than a window.</param>
    public SwinBlock(SwinConfig config, int width, int heads, int size, bool shifted)
        : base(nameof(SwinBlock))
    {
        int window = Math.Min(config.WindowSize, size);
        layout = new WindowLayout(size, window, shifted && size > config.WindowSize ? window / 2 : 0);
        dropPath = config.DropPath;
        before = LayerNorm(width, config.NormEpsilon);
        after = LayerNorm(width, config.NormEpsilon);
        attention = new SwinAttention(width, heads, layout);
        int hidden = (int)(config.MlpRatio * width);
        intermediate = new Dense(width, hidden);
        output = new Dense(hidden, width);
        register_module("layernorm_before", before);
        register_module("attention", attention);
        register_module("layernorm_after", after);
        register_module("intermediate", intermediate);
        register_module("output", output);
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor attended = Attend(before.ForDense(input));
        Tensor x = input + DropPath(attended);
        Tensor hidden = functional.gelu(intermediate.Apply(after.ForDense(x)));               // (N, L, C) -> (N, L, rC)
        return (x + output.Apply(hidden)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor x)
    {
        if (attention.TakesMap(x))
        {
            return attention.AttendInPlace(x);
        }

        (long batch, long width, int size, int window, int shift, int padded) = (x.shape[0], x.shape[2], layout.Size, layout.Window, layout.Shift, layout.Padded);
        int rest = padded - size;
        x = x.view(batch, size, size, width);                                              // (N, L, C) -> (N, H, W, C)
        x = rest == 0 ? x : functional.pad(x, new long[] { 0, 0, 0, rest, 0, rest });
        x = shift == 0 ? x : x.roll([-shift, -shift], [1, 2]);
        int n = padded / window;
        x = x.view(batch, n, window, n, window, width).permute(0, 1, 3, 2, 4, 5)           // (N, H, W, C) -> (N, n, n, w, w, C)
            .reshape(batch * n * n, window * window, width);                               // -> (N·n², w², C)
        x = attention.call(x);
        x = x.view(batch, n, n, window, window, width).permute(0, 1, 3, 2, 4, 5)           // (N·n², w², C) -> (N, n, w, n, w, C)
            .reshape(batch, padded, padded, width);                                        // -> (N, H, W, C)
        x = shift == 0 ? x : x.roll([shift, shift], [1, 2]);
        x = rest == 0 ? x : x.narrow(1, 0, size).narrow(2, 0, size);
        return x.reshape(batch, (long)size * size, width);                                 // (N, H, W, C) -> (N, L, C)
    }

    /// <summary>Drops the branch of whole samples while training and scales the others up (https://arxiv.org/abs/1603.09382).</summary>
    private Tensor DropPath(Tensor x)
    {
        if (!training || dropPath == 0)
        {
            return x;
        }

        Tensor keep = rand([x.shape[0], 1, 1], dtype: ScalarType.Float32, device: x.device).ge(dropPath).to(x.dtype);
        return x * (keep / (1 - dropPath));
    }
}
