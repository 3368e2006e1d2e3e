using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Layers: what their parameters are at the start, what shapes they make, what they refuse.</summary>
public class LayerTests
{
    [Fact]
    public void A_linear_layer_is_a_product_and_a_sum()
    {
        using Linear layer = nn.Linear(nn.Parameter(tensor(new float[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } })), nn.Parameter(tensor(new float[] { 10, 20, 30 })));
        layer.call(tensor(new float[] { 1, -1 })).data<float>().ToArray().ShouldBe([9, 19, 29]);
        (layer.in_features, layer.out_features).ShouldBe((2L, 3L));
        using Linear plain = nn.Linear(4, 2, hasBias: false, dtype: ScalarType.Float64);
        plain.bias.ShouldBeNull();
        plain.named_parameters().ShouldHaveSingleItem().parameter.dtype.ShouldBe(ScalarType.Float64);
    }

    [Fact]
    public void Weights_start_uniform_within_the_root_of_their_inputs()
    {
        manual_seed(1);
        using Linear layer = nn.Linear(100, 200);
        layer.weight.abs().max().item<float>().ShouldBeInRange(0.099f, 0.1f);
        layer.weight.std().item<float>().ShouldBe(0.1f / MathF.Sqrt(3), 0.001f);
        using Conv2d convolution = nn.Conv2d(10, 20, 5);
        convolution.weight.abs().max().item<float>().ShouldBeInRange(0.0629f, 1 / MathF.Sqrt(250));
        convolution.bias!.abs().max().item<float>().ShouldBeLessThanOrEqualTo(1 / MathF.Sqrt(250));
    }

    [Fact]
    public void An_embedding_looks_rows_up_and_leaves_padding_at_zero()
    {
        using Embedding table = nn.Embedding(5, 3, padding_idx: -1);
        using Tensor indices = tensor(new long[] { 0, 4, 0 });
        using Tensor rows = table.call(indices);
        rows.shape.ShouldBe([3, 3]);
        rows[1].data<float>().ToArray().ShouldBe([0, 0, 0]);
        rows[0].data<float>().ToArray().ShouldBe(table.weight[0].data<float>().ToArray());
        rows.sum().backward();
        using Tensor gradient = table.weight.grad!;
        gradient.sum(1).data<float>().ToArray().ShouldBe([6, 0, 0, 0, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => nn.Embedding(5, 3, padding_idx: 5));
    }

    [Fact]
    public void An_embedding_with_a_longest_vector_scales_the_looked_up_ones()
    {
        using Embedding table = nn.Embedding(3, 4, max_norm: 0.5);
        float before = table.weight[1].norm().item<float>();
        table.call(tensor(new long[] { 0 }))[0].norm().item<float>().ShouldBe(0.5f, 1e-3f);
        table.weight[1].norm().item<float>().ShouldBe(before);
    }

    [Fact]
    public void Layer_normalisation_centres_and_scales()
    {
        using LayerNorm layer = nn.LayerNorm(4);
        float[] values = layer.call(tensor(new float[] { 1, 2, 3, 6 })).data<float>().ToArray();
        values.Average().ShouldBe(0, 1e-6f);
        values[3].ShouldBe(3 / MathF.Sqrt(3.5f + 1e-5f), 1e-5f);
        layer.state_dict().Keys.ShouldBe(["weight", "bias"]);
        nn.LayerNorm([2, 2], bias: false).state_dict().Keys.ShouldBe(["weight"]);
        nn.LayerNorm(2, elementwise_affine: false).parameters().ShouldBeEmpty();
    }

    [Fact]
    public void Batch_normalisation_learns_running_statistics_and_uses_them_in_evaluation()
    {
        using BatchNorm2d layer = nn.BatchNorm2d(1);
        layer.state_dict().Keys.ShouldBe(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"]);
        using Tensor batch = tensor(new float[] { 1, 2, 3, 6 }).reshape(2, 1, 1, 2);
        using Tensor trained = layer.call(batch);
        trained.mean().item<float>().ShouldBe(0, 1e-6f);
        layer.running_mean!.item<float>().ShouldBe(0.3f, 1e-6f);
        layer.running_var!.item<float>().ShouldBe(0.9f + (0.1f * 14 / 3), 1e-5f);
        layer.num_batches_tracked!.item<long>().ShouldBe(1);
        layer.eval();
        layer.call(batch).contiguous().data<float>()[0].ShouldBe((1 - 0.3f) / MathF.Sqrt(layer.running_var!.item<float>() + 1e-5f), 1e-5f);
        layer.num_batches_tracked!.item<long>().ShouldBe(1);
        layer.reset_running_stats();
        layer.running_mean!.item<float>().ShouldBe(0);
        Should.Throw<ArgumentException>(() => layer.call(ones(1, 1, 2))).Message.ShouldContain("(N, C, H, W)");
    }

    [Fact]
    public void Batch_normalisation_without_statistics_always_uses_the_batchs()
    {
        using BatchNorm2d layer = nn.BatchNorm2d(1, track_running_stats: false, affine: false);
        layer.state_dict().ShouldBeEmpty();
        layer.eval();
        layer.call(tensor(new float[] { 1, 3 }).reshape(1, 1, 1, 2)).contiguous().data<float>()[1].ShouldBe(1, 1e-4f);
    }

    [Fact]
    public void Group_normalisation_centres_each_group()
    {
        using GroupNorm layer = nn.GroupNorm(2, 4);
        float[] values = layer.call(tensor(new float[] { 1, 3, 10, 30 }).reshape(1, 4, 1, 1)).contiguous().data<float>().ToArray();
        values[0].ShouldBe(-1, 1e-4f);
        values[3].ShouldBe(1, 1e-4f);
        Should.Throw<ArgumentException>(() => nn.GroupNorm(3, 4)).Message.ShouldContain("3 groups");
    }

    [Theory]
    [InlineData(1, 0, 1, 6)]
    [InlineData(2, 1, 1, 4)]
    [InlineData(1, 2, 2, 8)]
    public void A_convolutions_size_follows_from_step_border_and_distance(long stride, long padding, long dilation, long side)
    {
        using Conv2d layer = nn.Conv2d(2, 3, 3, stride, padding, dilation);
        layer.call(ones(1, 2, 8, 8)).shape.ShouldBe([1, 3, side, side]);
    }

    [Fact]
    public void A_convolution_sums_its_window()
    {
        using Conv2d layer = nn.Conv2d(1, 1, (2, 1), bias: false);
        nn.init.constant_(layer.weight, 1);
        layer.call(arange(4, dtype: ScalarType.Float32).reshape(1, 1, 2, 2)).contiguous().data<float>().ToArray().ShouldBe([2, 4]);
        using Conv2d same = nn.Conv2d(1, 1, 3, Padding.Same, padding_mode: PaddingModes.Replicate, bias: false);
        nn.init.constant_(same.weight, 1);
        same.call(ones(1, 1, 4, 4)).contiguous().data<float>().ToArray().ShouldAllBe(value => value == 9);
        using Conv2d zeros = nn.Conv2d(1, 1, 3, Padding.Same, bias: false);
        nn.init.constant_(zeros.weight, 1);
        zeros.call(ones(1, 1, 4, 4))[0, 0, 0, 0].item<float>().ShouldBe(4);
        Should.Throw<ArgumentException>(() => layer.call(ones(1, 2, 4, 4))).Message.ShouldContain("(1, 2, 4, 4)");
        Should.Throw<ArgumentException>(() => nn.Conv2d(3, 4, 1, groups: 2)).Message.ShouldContain("2 groups");
    }

    [Fact]
    public void A_transposed_convolution_reaches_the_size_asked_for()
    {
        using ConvTranspose2d layer = nn.ConvTranspose2d(2, 3, 3, stride: 2, padding: 1);
        using Tensor input = ones(1, 2, 4, 4);
        layer.call(input).shape.ShouldBe([1, 3, 7, 7]);
        layer.forward(input, [8, 7]).shape.ShouldBe([1, 3, 8, 7]);
        Should.Throw<ArgumentException>(() => layer.forward(input, [9, 7])).Message.ShouldContain("7 to 8");
    }

    [Fact]
    public void Dropout_is_off_in_evaluation()
    {
        using Dropout layer = nn.Dropout(0.5);
        layer.eval();
        layer.call(ones(100)).sum().item<float>().ShouldBe(100);
        layer.train();
        layer.call(ones(100)).sum().item<float>().ShouldNotBe(100);
        Should.Throw<ArgumentOutOfRangeException>(() => nn.Dropout(1.5));
    }

    [Fact]
    public void Layers_without_parameters_have_none_and_take_none()
    {
        nn.Module<Tensor, Tensor>[] layers =
        [
            nn.ReLU(), nn.GELU(), nn.SiLU(), nn.LeakyReLU(), nn.Sigmoid(), nn.Tanh(), nn.Softmax(1), nn.Identity(), nn.Flatten(), nn.Dropout(0),
            nn.MaxPool2d(1), nn.AvgPool2d(1), nn.AdaptiveAvgPool2d(2), nn.Upsample(scale_factor: [1]),
        ];
        using Tensor input = rand(1, 2, 2, 2);
        foreach (nn.Module<Tensor, Tensor> layer in layers)
        {
            layer.parameters().ShouldBeEmpty();
            Tensor output = layer.call(input);
            output.numel().ShouldBe(8, layer.GetName());
            output.Dispose();
            input.IsInvalid.ShouldBeFalse(layer.GetName());
            Should.Throw<InvalidOperationException>(() => layer.register_parameter("x", nn.Parameter(ones(1))));
        }
    }

    [Fact]
    public void Pools_and_flattening_make_the_shapes_they_say()
    {
        using Tensor input = rand(2, 3, 8, 8);
        nn.MaxPool2d(3, 2, 1).call(input).shape.ShouldBe([2, 3, 4, 4]);
        nn.MaxPool2d((2, 4)).call(input).shape.ShouldBe([2, 3, 4, 2]);
        nn.AvgPool2d(2).call(input).shape.ShouldBe([2, 3, 4, 4]);
        nn.AvgPool2d((1, 2), (1, 2)).call(input).shape.ShouldBe([2, 3, 8, 4]);
        nn.AdaptiveAvgPool2d((1, 2)).call(input).shape.ShouldBe([2, 3, 1, 2]);
        nn.Flatten().call(input).shape.ShouldBe([2, 192]);
        nn.Flatten(0, 1).call(input).shape.ShouldBe([6, 8, 8]);
        nn.Upsample([4, 16], mode: UpsampleMode.Bilinear, align_corners: false).call(input).shape.ShouldBe([2, 3, 4, 16]);
    }

    [Fact]
    public void Loss_modules_are_their_functions()
    {
        using Tensor logits = randn(3, 4);
        using Tensor classes = tensor(new long[] { 0, 3, 1 });
        nn.CrossEntropyLoss().call(logits, classes).item<float>().ShouldBe(nn.functional.cross_entropy(logits, classes).item<float>());
        new CrossEntropyLoss(label_smoothing: 0.1).call(logits, classes).item<float>()
            .ShouldBe(nn.functional.cross_entropy(logits, classes, label_smoothing: 0.1).item<float>());
        using Tensor target = rand(3, 4);
        nn.MSELoss(nn.Reduction.Sum).call(logits, target).item<float>().ShouldBe((logits - target).pow(2).sum().item<float>(), 1e-4f);
        nn.BCEWithLogitsLoss().call(logits, target).item<float>().ShouldBe(nn.functional.binary_cross_entropy_with_logits(logits, target).item<float>());
    }
}
