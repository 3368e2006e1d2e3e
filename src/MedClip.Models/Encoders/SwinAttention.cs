using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>Attention within windows with a learned bias for each relative position (Swin, equation 4).</summary>
internal sealed class SwinAttention : NamedModule<Tensor, Tensor>
{
    private readonly WindowAttention attention;
    private readonly Dense output;

    /// <param name="width">Width of a token.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="layout">How maps are cut into windows.</param>
    public SwinAttention(int width, int heads, WindowLayout layout)
        : base(nameof(SwinAttention))
    {
        attention = new WindowAttention(width, heads, layout);
        output = new Dense(width, width);
        register_module("self", attention);
        register_module("output", output);
    }

    /// <summary>Whether <see cref="AttendInPlace"/> takes such a map.</summary>
    public bool TakesMap(Tensor map) => attention.TakesMap(map);

    /// <summary>Attention over a map whose windows stay where they lie.</summary>
    /// <param name="map">(N, L, C).</param>
    /// <returns>(N, L, C).</returns>
    public Tensor AttendInPlace(Tensor map)
    {
        using DisposeScope scope = NewDisposeScope();
        return output.Apply(attention.AttendInPlace(map)).MoveToOuterDisposeScope();
    }

    /// <summary>Attention over windows that were cut out.</summary>
    /// <param name="input">(N·n², w², C).</param>
    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        return output.Apply(attention.Attend(input)).MoveToOuterDisposeScope();
    }

    private sealed class WindowAttention : QueryKeyValue
    {
        private readonly int heads;
        private readonly WindowLayout layout;
        [ComponentName(Name = "relative_position_bias_table")]
        private readonly Parameter biasTable;

        [ComponentName(Name = "relative_position_index")]
        private readonly Tensor biasIndex;

        [ComponentName(Name = "shift_mask")]
        private readonly Tensor? mask;

        [ComponentName(Name = "window_index")]
        private readonly Tensor? windows;

        [ComponentName(Name = "window_regions")]
        private readonly Tensor? regions;

        public WindowAttention(int width, int heads, WindowLayout layout)
            : base(width)
        {
            (this.heads, this.layout) = (heads, layout);
            int distances = (2 * layout.Window) - 1;
            biasTable = Parameter(zeros(distances * distances, heads));
            register_parameter("relative_position_bias_table", biasTable);
            biasIndex = tensor(RelativePositions.Index(layout.Window));
            register_buffer("relative_position_index", biasIndex, persistent: false);
            bool whole = layout.Padded == layout.Size;
            if (whole)
            {
                windows = tensor(layout.Index());                                          // (windows, w²)
                register_buffer("window_index", windows, persistent: false);
            }

            if (layout.Shift > 0)
            {
                mask = tensor(layout.Mask());                                              // (windows, w², w²)
                register_buffer("shift_mask", mask, persistent: false);
            }

            if (whole && layout.Shift > 0)
            {
                regions = tensor(layout.Regions());                                        // (windows, w²)
                register_buffer("window_regions", regions, persistent: false);
            }
        }

        public bool TakesMap(Tensor map) => windows is not null && EngineKernels.TakeWindows(map);

        public Tensor AttendInPlace(Tensor map)
        {
            (Tensor query, Tensor key, Tensor value) = Project(map);                       // (N, L, C) -> three of it
            double scale = 1 / Math.Sqrt(map.shape[2] / heads);
            return EngineKernels.WindowAttention(query, key, value, Bias().@float(), windows!, regions, scale);
        }

        public Tensor Attend(Tensor x)
        {
            (Tensor query, Tensor key, Tensor value) = Split(x, heads);                    // (N·n², w², C) -> three of (N·n², H, w², D)
            Tensor bias = Bias().unsqueeze(0);                                             // (1, H, w², w²)
            if (mask is null)
            {
                return AttentionCore.JoinHeads(AttentionCore.Attend(query, key, value, bias, 0, training));
            }

            // Windows of one film come together: repeat their masks for each film.
            Tensor masks = mask.to(bias.dtype).unsqueeze(1);               // (n², 1, w², w²)
            Tensor both = (bias + masks).repeat(x.shape[0] / masks.shape[0], 1, 1, 1);     // (N·n², H, w², w²)
            return AttentionCore.JoinHeads(AttentionCore.Attend(query, key, value, both, 0, training));
        }

        // (H, w², w²) from the table.
        private Tensor Bias() => biasTable.index_select(0, biasIndex).view(layout.Tokens, layout.Tokens, heads).permute(2, 0, 1);
    }
}
