using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MedClip.Torch.Tests;

/// <summary>Functions against their definitions, computed here in plain C#.</summary>
public class FunctionalTests
{
    private static readonly double[] X = [-2.5, -0.3, 0, 0.7, 3.1];

    private static double[] Of(Func<Tensor, Tensor> function, double[] values) => function(tensor(values)).data<double>().ToArray();

    [Fact]
    public void Activations_are_their_formulas()
    {
        Near(Of(x => F.relu(x), X), X.Select(x => Math.Max(0, x)));
        Near(Of(x => F.leaky_relu(x, 0.1), X), X.Select(x => x < 0 ? 0.1 * x : x));
        Near(Of(x => F.sigmoid(x), X), X.Select(x => 1 / (1 + Math.Exp(-x))));
        Near(Of(x => F.silu(x), X), X.Select(x => x / (1 + Math.Exp(-x))));
        Near(Of(x => F.tanh(x), X), X.Select(Math.Tanh));
        Near(Of(x => F.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh), X), X.Select(x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))));
        Near(Of(x => F.gelu(x), [1, -1]), [0.841344746068543, -0.158655253931457]);
    }

    [Fact]
    public void In_place_activations_change_their_input_and_give_an_own_tensor()
    {
        foreach (Func<Tensor, Tensor> function in new Func<Tensor, Tensor>[]
        {
            x => F.relu(x, inplace: true), x => F.leaky_relu(x, 0.5, inplace: true), x => F.gelu(x, inplace: true), x => F.silu(x, inplace: true),
            x => F.sigmoid(x, inplace: true), x => F.tanh(x, inplace: true), x => F.dropout(x, 0.999, inplace: true),
            x => F.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh, inplace: true),
        })
        {
            using Tensor input = full(1, -2.0);
            Tensor output = function(input);
            output.item<float>().ShouldBe(input.item<float>());
            input.item<float>().ShouldNotBe(-2f);
            output.Dispose();
            input.IsInvalid.ShouldBeFalse();
        }
    }

    [Fact]
    public void Softmax_sums_to_one_along_its_dimension()
    {
        using Tensor logits = tensor(new double[,] { { 1, 2, 3 }, { 1000, 1001, 1002 } });
        double[] rows = F.softmax(logits, 1).data<double>().ToArray();
        double sum = Math.Exp(1) + Math.Exp(2) + Math.Exp(3);
        double[] expected = [Math.Exp(1) / sum, Math.Exp(2) / sum, Math.Exp(3) / sum];
        Near(rows, expected.Concat(expected));
        F.softmax(logits, 1, ScalarType.Float32).dtype.ShouldBe(ScalarType.Float32);
        Near(F.log_softmax(logits, 1).data<double>().ToArray(), expected.Concat(expected).Select(x => Math.Log(x)));
    }

    [Fact]
    public void Dropout_drops_its_share_and_keeps_the_mean()
    {
        manual_seed(3);
        using Tensor input = ones(100_000);
        using Tensor output = F.dropout(input, 0.25);
        float[] values = output.data<float>().ToArray();
        values.Count(value => value == 0).ShouldBeInRange(24_000, 26_000);
        values.Where(value => value != 0).ShouldAllBe(value => Math.Abs(value - (4f / 3)) < 1e-5f);
        F.dropout(input, 0.25, training: false).allclose(input).ShouldBeTrue();
    }

    [Fact]
    public void Losses_are_their_formulas()
    {
        using Tensor logits = tensor(new double[,] { { 1, 2, 0.5 }, { -1, 0, 3 }, { 0, 0, 0 } });
        using Tensor classes = tensor(new long[] { 1, 0, 2 });
        double[] nll = F.cross_entropy(logits, classes, reduction: nn.Reduction.None).data<double>().ToArray();
        Near(nll, [LogSum(1, 2, 0.5) - 2, LogSum(-1, 0, 3) + 1, Math.Log(3)]);
        F.cross_entropy(logits, classes).item<double>().ShouldBe(nll.Average(), 1e-12);
        F.cross_entropy(logits, classes, reduction: nn.Reduction.Sum).item<double>().ShouldBe(nll.Sum(), 1e-12);
        F.cross_entropy(logits, classes, ignore_index: 0).item<double>().ShouldBe((nll[0] + nll[2]) / 2, 1e-12);
        F.nll_loss(F.log_softmax(logits, 1), classes).item<double>().ShouldBe(nll.Average(), 1e-12);
        using Tensor weight = tensor(new double[] { 1, 2, 3 });
        F.cross_entropy(logits, classes, weight).item<double>().ShouldBe(((2 * nll[0]) + nll[1] + (3 * nll[2])) / 6, 1e-12);
        F.mse_loss(tensor(new double[] { 1, 2 }), tensor(new double[] { 3, 5 })).item<double>().ShouldBe(6.5);
        using Tensor score = tensor(new[] { 0.4, -2 });
        using Tensor target = tensor(new[] { 1.0, 0.25 });
        double[] p = Of(x => F.sigmoid(x), [0.4, -2]);
        double[] bce = [-Math.Log(p[0]), (-0.25 * Math.Log(p[1])) - (0.75 * Math.Log(1 - p[1]))];
        F.binary_cross_entropy_with_logits(score, target).item<double>().ShouldBe(bce.Average(), 1e-12);
        F.binary_cross_entropy(F.sigmoid(score), target, reduction: nn.Reduction.Sum).item<double>().ShouldBe(bce.Sum(), 1e-12);
        F.binary_cross_entropy_with_logits(score, target, reduction: nn.Reduction.None, pos_weights: tensor(new[] { 5.0, 1.0 }))[0].item<double>().ShouldBe(5 * bce[0], 1e-12);
    }

    [Fact]
    public void Normalising_makes_unit_vectors_and_leaves_zero_alone()
    {
        using Tensor rows = tensor(new double[,] { { 3, 4 }, { 0, 0 } });
        Near(F.normalize(rows, dim: -1).data<double>().ToArray(), [0.6, 0.8, 0, 0]);
        Near(F.normalize(rows, p: 1, dim: 1).data<double>().ToArray(), [3 / 7.0, 4 / 7.0, 0, 0]);
    }

    [Fact]
    public void Pooling_takes_maximum_or_mean_of_each_window()
    {
        using Tensor plane = arange(16, dtype: ScalarType.Float64).reshape(1, 1, 4, 4);
        Near(F.max_pool2d(plane, 2).contiguous().data<double>().ToArray(), [5, 7, 13, 15]);
        Near(F.avg_pool2d(plane, 2).contiguous().data<double>().ToArray(), [2.5, 4.5, 10.5, 12.5]);
        Near(F.adaptive_avg_pool2d(plane, 1).contiguous().data<double>().ToArray(), [7.5]);
        F.max_pool2d_with_indices(plane, [2, 2]).indices.contiguous().data<long>().ToArray().ShouldBe([5, 7, 13, 15]);
        F.max_pool2d(plane, 3, 2, 1).shape.ShouldBe([1, 1, 2, 2]);
        F.avg_pool2d(plane, 2, divisor_override: 1)[0, 0, 0, 0].item<double>().ShouldBe(10);
    }

    [Fact]
    public void Borders_are_filled_as_their_mode_says()
    {
        using Tensor row = tensor(new double[] { 1, 2, 3 }).reshape(1, 1, 3);
        Near(F.pad(row, (2, 1), value: 9).data<double>().ToArray(), [9, 9, 1, 2, 3, 9]);
        Near(F.pad(row, new long[] { 2, 1 }, PaddingModes.Reflect).data<double>().ToArray(), [3, 2, 1, 2, 3, 2]);
        Near(F.pad(row, new long[] { 2, 1 }, PaddingModes.Replicate).data<double>().ToArray(), [1, 1, 1, 2, 3, 3]);
        Near(F.pad(row, new long[] { 2, 1 }, PaddingModes.Circular).data<double>().ToArray(), [2, 3, 1, 2, 3, 1]);
        F.pad(ones(1, 1, 2, 2), (1, 2, 3, 4)).shape.ShouldBe([1, 1, 9, 5]);
    }

    [Fact]
    public void Resampling_finds_values_between_pixels()
    {
        using Tensor row = tensor(new double[] { 0, 4 }).reshape(1, 1, 1, 2);
        Near(F.interpolate(row, [1, 4]).data<double>().ToArray(), [0, 0, 4, 4]);
        Near(F.interpolate(row, [1, 4], mode: InterpolationMode.Bilinear).data<double>().ToArray(), [0, 1, 3, 4]);
        Near(F.interpolate(row, [1, 3], mode: InterpolationMode.Bilinear, align_corners: true).data<double>().ToArray(), [0, 2, 4]);
        Near(F.interpolate(row, scale_factor: [1, 0.5], mode: InterpolationMode.Area).data<double>().ToArray(), [2]);
        Near(F.interpolate(row, [1, 4], mode: InterpolationMode.NearestExact).data<double>().ToArray(), [0, 0, 4, 4]);
        Should.Throw<ArgumentException>(() => F.interpolate(row)).Message.ShouldContain("either");
        Should.Throw<ArgumentException>(() => F.interpolate(row, [1], mode: InterpolationMode.Linear)).Message.ShouldContain("Linear");
        Should.Throw<ArgumentException>(() => F.interpolate(row, [1, 2, 3]));
    }

    [Fact]
    public void One_hot_marks_each_class()
    {
        F.one_hot(tensor(new long[] { 2, 0 }), 3).data<long>().ToArray().ShouldBe([0, 0, 1, 1, 0, 0]);
    }

    [Fact]
    public void Attention_from_its_parts_is_softmax_of_scaled_scores_times_values()
    {
        using Tensor query = tensor(new double[] { 1, 0, 0, 1 }).reshape(1, 2, 2);
        using Tensor key = tensor(new double[] { 2, 0, 0, 3 }).reshape(1, 2, 2);
        using Tensor value = tensor(new double[] { 10, 20 }).reshape(1, 2, 1);
        double a = Math.Exp(2 / Math.Sqrt(2));
        double b = Math.Exp(3 / Math.Sqrt(2));
        Near(F.scaled_dot_product_attention(query, key, value).data<double>().ToArray(), [((10 * a) + 20) / (a + 1), (10 + (20 * b)) / (1 + b)]);
        Near(F.scaled_dot_product_attention(query, key, value, is_casual: true).data<double>().ToArray(), [10, (10 + (20 * b)) / (1 + b)]);
        using Tensor mask = tensor(new[] { false, true, true, false }).reshape(2, 2);
        Near(F.scaled_dot_product_attention(query, key, value, mask).data<double>().ToArray(), [20, 10]);
        Should.Throw<ArgumentException>(() => F.scaled_dot_product_attention(query, key, value, mask, is_casual: true));
        F.scaled_dot_product_attention(query, key, value, p: 0.5).shape.ShouldBe([1, 2, 1]);
    }

    private static double LogSum(params double[] values) => Math.Log(values.Sum(Math.Exp));

    private static void Near(double[] actual, IEnumerable<double> expected)
    {
        double[] wanted = [.. expected];
        actual.Length.ShouldBe(wanted.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            actual[i].ShouldBe(wanted[i], 1e-12, $"element {i}");
        }
    }
}
