using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>Attention within windows with a learned bias for each relative position (Swin, equation 4).</summary>
internal sealed class SwinAttention : Module<Tensor, Tensor>
{
    private readonly WindowAttention attention;
    private readonly Dense output;

    /// <param name="width">Width of a token.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="window">Edge of a window in tokens.</param>
    /// <param name="mask">(windows of a film, w², w²) to be added to the scores; null without shift.</param>
    public SwinAttention(int width, int heads, int window, float[,,]? mask)
        : base(nameof(SwinAttention))
    {
        attention = new WindowAttention(width, heads, window, mask);
        output = new Dense(width, width);
        register_module("self", attention);
        register_module("output", output);
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return output.Apply(attention.Attend(input)).MoveToOuterDisposeScope();
    }

    private sealed class WindowAttention : QueryKeyValue
    {
        private readonly int heads;
        private readonly int tokens;
        [ComponentName(Name = "relative_position_bias_table")]
        private readonly Parameter biasTable;

        [ComponentName(Name = "relative_position_index")]
        private readonly Tensor biasIndex;

        [ComponentName(Name = "shift_mask")]
        private readonly Tensor? mask;

        public WindowAttention(int width, int heads, int window, float[,,]? mask)
            : base(width)
        {
            this.heads = heads;
            tokens = window * window;
            int distances = (2 * window) - 1;
            biasTable = Parameter(zeros(distances * distances, heads));
            register_parameter("relative_position_bias_table", biasTable);
            biasIndex = tensor(RelativePositions.Index(window));
            register_buffer("relative_position_index", biasIndex, persistent: false);
            if (mask is not null)
            {
                this.mask = tensor(mask);                                                  // (windows, w², w²)
                register_buffer("shift_mask", this.mask, persistent: false);
            }
        }

        public Tensor Attend(Tensor x)
        {
            (Tensor query, Tensor key, Tensor value) = Split(x, heads);                    // (N·n², w², C) -> three of (N·n², H, w², D)
            Tensor bias = biasTable.index_select(0, biasIndex)     // (w²·w², H)
                .view(tokens, tokens, heads).permute(2, 0, 1).unsqueeze(0);                // -> (1, H, w², w²)
            if (mask is null)
            {
                return AttentionCore.JoinHeads(AttentionCore.Attend(query, key, value, bias, 0, training));
            }

            // Windows of one film come together: repeat their masks for each film.
            Tensor masks = mask.to(bias.dtype).unsqueeze(1);               // (n², 1, w², w²)
            Tensor both = (bias + masks).repeat(x.shape[0] / masks.shape[0], 1, 1, 1);     // (N·n², H, w², w²)
            return AttentionCore.JoinHeads(AttentionCore.Attend(query, key, value, both, 0, training));
        }
    }
}
