using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class SyncBatchNormTests
{
    [Theory]
    [InlineData(new[] { 3, 3 })]
    [InlineData(new[] { 1, 4, 2 })]
    public void Shards_of_a_batch_are_normalised_as_the_whole_batch(int[] shards)
    {
        int rows = shards.Sum();
        double[] pixels = [.. Enumerable.Range(0, rows * 2 * 3 * 3).Select(i => Math.Sin(i * 1.7) + (i % 5))];
        double[] upstream = [.. Enumerable.Range(0, rows * 2 * 3 * 3).Select(i => Math.Cos(i * 0.9))];
        Result whole = Pass(pixels, upstream, rows);
        Result[] parts = new Result[shards.Length];

        Ranks.Run(shards.Length, group =>
        {
            int start = shards[..group.Rank].Sum() * 18, count = shards[group.Rank] * 18;
            using IDisposable scope = SyncBatchNorm.Enter(group);
            parts[group.Rank] = Pass(pixels[start..(start + count)], upstream[start..(start + count)], shards[group.Rank]);
        });

        Agree([.. parts.SelectMany(part => part.Output)], whole.Output);
        Agree([.. parts.SelectMany(part => part.Input)], whole.Input);
        Agree([.. whole.Weight.Select((_, i) => parts.Sum(part => part.Weight[i]))], whole.Weight);
        foreach (Result part in parts)
        {
            Agree(part.Mean, whole.Mean);
            Agree(part.Variance, whole.Variance);
        }
    }

    private sealed record Result(double[] Output, double[] Input, double[] Weight, double[] Mean, double[] Variance);

    private static Result Pass(double[] pixels, double[] upstream, int rows)
    {
        using DisposeScope scope = NewDisposeScope();
        using BatchNorm2d norm = nn.BatchNorm2d(2, dtype: ScalarType.Float64);
        using (no_grad())
        {
            norm.weight!.copy_(tensor(new[] { 1.5, 0.5 }));
            norm.bias!.copy_(tensor(new[] { 0.1, -0.2 }));
        }

        Tensor input = tensor(pixels, [rows, 2, 3, 3]).requires_grad_();
        Tensor output = norm.call(input);
        (output * tensor(upstream, [rows, 2, 3, 3])).sum().backward();
        return new Result(Numbers(output), Numbers(input.grad!), [.. Numbers(norm.weight!.grad!), .. Numbers(norm.bias!.grad!)], Numbers(norm.running_mean!), Numbers(norm.running_var!));
    }

    private static double[] Numbers(Tensor values) => values.detach().contiguous().data<double>().ToArray();

    private static void Agree(double[] actual, double[] expected)
    {
        actual.Length.ShouldBe(expected.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            actual[i].ShouldBe(expected[i], 1e-12);
        }
    }
}
