using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>One stage of a Swin transformer: its blocks, then patch merging but for the last stage.</summary>
internal sealed class SwinStage : NamedModule<Tensor, Tensor>
{
    private readonly ModuleList<SwinBlock> blocks;
    private readonly PatchMerging? downsample;

    /// <param name="config">Sizes of the network.</param>
    /// <param name="index">Which stage, from 0.</param>
    /// <param name="size">Edge of its map in tokens.</param>
    public SwinStage(SwinConfig config, int index, int size)
        : base(nameof(SwinStage))
    {
        int width = config.EmbeddingSize << index;
        blocks = new ModuleList<SwinBlock>(
            [.. Enumerable.Range(0, config.Depths[index]).Select(i => new SwinBlock(config, width, config.Heads[index], size, shifted: i % 2 == 1))]);
        register_module("blocks", blocks);
        if (index < config.Depths.Count - 1)
        {
            downsample = new PatchMerging(width, size);
            register_module("downsample", downsample);
        }
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = input;
        foreach (SwinBlock block in blocks)
        {
            x = block.call(x);
        }

        return (downsample is null ? x.alias() : downsample.call(x)).MoveToOuterDisposeScope();
    }

    /// <summary>Runs all blocks but the last, without merging.</summary>
    public Tensor BeforeLastBlock(Tensor x)
    {
        foreach (SwinBlock block in blocks.Take(blocks.Count - 1))
        {
            x = block.call(x);
        }

        return x.alias();
    }

    /// <summary>Runs the last block, without merging.</summary>
    public Tensor LastBlock(Tensor x) => blocks[blocks.Count - 1].call(x);

    /// <summary>Joins each 2×2 of tokens and halves the joined width (section 3.1, "patch merging").</summary>
    private sealed class PatchMerging : NamedModule<Tensor, Tensor>
    {
        private readonly int size;
        private readonly Linear reduction;
        private readonly LayerNorm norm;

        public PatchMerging(int width, int size)
            : base(nameof(PatchMerging))
        {
            this.size = size;
            reduction = Linear(4 * width, 2 * width, hasBias: false);
            norm = LayerNorm(4 * width);
            register_module("reduction", reduction);
            register_module("norm", norm);
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            long batch = input.shape[0];
            long width = input.shape[2];
            int odd = size % 2;
            Tensor x = input.view(batch, size, size, width);
            x = odd == 0 ? x : functional.pad(x, new long[] { 0, 0, 0, odd, 0, odd });     // an odd edge gets one row of zeros
            int half = (size + odd) / 2;
            x = x.view(batch, half, 2, half, 2, width)                                     // (N, H, W, C) -> (N, h, i, w, j, C)
                .permute(0, 1, 3, 4, 2, 5)                                                 // column before row, as the reference joins them
                .reshape(batch, half * half, 4 * width);                                   // (N, h·w, 4C)
            return reduction.call(norm.ForDense(x)).MoveToOuterDisposeScope();                // (N, h·w, 4C) -> (N, h·w, 2C)
        }
    }
}
