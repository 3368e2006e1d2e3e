using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>Swin on maps that no whole number of windows fills, which none of the released sizes has.</summary>
public sealed class SwinPaddingTests
{
    [Theory]
    [InlineData(5, 4, false)]
    [InlineData(5, 4, true)]
    [InlineData(7, 3, true)]
    [InlineData(6, 3, true)]
    [InlineData(3, 4, true)]
    public void A_block_agrees_with_plain_loops(int size, int window, bool shifted)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        SwinConfig config = SwinConfig.Film64 with { WindowSize = window, MlpRatio = 2, DropPath = 0 };
        using var block = new SwinBlock(config, width: 4, heads: 2, size, shifted);
        Randomise(block);
        int used = Math.Min(window, size);
        var plain = new PlainSwin(
            block.state_dict().ToDictionary(pair => pair.Key, pair => Tensors.Numbers(pair.Value)), 4, 2, size, used, shifted && size > window ? used / 2 : 0);
        Tensor tokens = randn([2, size * size, 4], dtype: ScalarType.Float64);
        double[] expected = [.. Enumerable.Range(0, 2).SelectMany(i => plain.Block([.. Tensors.Numbers(tokens.narrow(0, i, 1)).Chunk(4)]).SelectMany(row => row))];
        Tensors.Numbers(block.call(tokens)).ShouldBe(expected, 1e-12);
    }

    [Fact]
    public void Merging_an_odd_map_takes_zeros_beyond_its_edge()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        SwinConfig config = SwinConfig.Film64 with { EmbeddingSize = 2, Depths = [1, 1], Heads = [1, 1], WindowSize = 3, DropPath = 0 };
        using var stage = new SwinStage(config, 0, size: 3);
        Randomise(stage);
        Tensor tokens = randn([1, 9, 2], dtype: ScalarType.Float64);
        var block = (SwinBlock)stage.named_modules().Single(pair => pair.name == "blocks.0").module;
        double[][] x = [.. Tensors.Numbers(block.call(tokens)).Chunk(2)];
        double[] At(int row, int column) => row < 3 && column < 3 ? x[(row * 3) + column] : [0, 0];
        Dictionary<string, Tensor> state = stage.state_dict();
        double[] weight = Tensors.Numbers(state["downsample.norm.weight"]);
        double[] bias = Tensors.Numbers(state["downsample.norm.bias"]);
        double[][] reduction = [.. Tensors.Numbers(state["downsample.reduction.weight"]).Chunk(8)];
        double[] Merge(int row, int column)
        {
            double[] four = [.. At(row, column), .. At(row + 1, column), .. At(row, column + 1), .. At(row + 1, column + 1)];
            double mean = four.Average();
            double deviation = Math.Sqrt(four.Average(v => (v - mean) * (v - mean)) + 1e-5);
            double[] normed = [.. four.Select((v, i) => ((v - mean) / deviation * weight[i]) + bias[i])];
            return [.. reduction.Select(r => r.Zip(normed, (a, b) => a * b).Sum())];
        }

        Tensors.Numbers(stage.call(tokens)).ShouldBe([.. Merge(0, 0), .. Merge(0, 2), .. Merge(2, 0), .. Merge(2, 2)], 1e-12);
    }

    private static void Randomise(nn.Module module)
    {
        manual_seed(7);
        module.to(ScalarType.Float64);
        foreach ((_, TorchSharp.Modules.Parameter parameter) in module.named_parameters())
        {
            parameter.copy_(randn(parameter.shape, dtype: ScalarType.Float64) * 0.4);
        }
    }
}
