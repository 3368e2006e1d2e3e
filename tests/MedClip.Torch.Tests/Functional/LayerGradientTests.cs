using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MedClip.Torch.Tests;

/// <summary>Each layer's gradient by its input and by its weights, against central differences.</summary>
public class LayerGradientTests
{
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Function, long[][] Shapes)> Layers = new()
    {
        ["linear"] = (x => F.linear(x[0], x[1], x[2]), [[2, 3], [4, 3], [4]]),
        ["conv2d"] = (x => F.conv2d(x[0], x[1], x[2], [2, 1], [1, 0], groups: 2), [[1, 4, 5, 4], [2, 2, 3, 2], [2]]),
        ["conv_transpose2d"] = (x => F.conv_transpose2d(x[0], x[1], x[2], [2, 2], [1, 1], [1, 0]), [[1, 2, 3, 3], [2, 3, 3, 3], [3]]),
        ["layer_norm"] = (x => F.layer_norm(x[0], [3, 2], x[1], x[2]), [[2, 3, 2], [3, 2], [3, 2]]),
        ["group_norm"] = (x => F.group_norm(x[0], 2, x[1], x[2]), [[2, 4, 3], [4], [4]]),
        ["batch_norm"] = (x => F.batch_norm(x[0], null, null, x[1], x[2], training: true), [[3, 2, 2, 2], [2], [2]]),
        ["max_pool2d"] = (x => F.max_pool2d(x[0], 2), [[1, 2, 4, 4]]),
        ["avg_pool2d"] = (x => F.avg_pool2d(x[0], 3, 1, 1, count_include_pad: false), [[1, 2, 4, 4]]),
        ["adaptive_avg_pool2d"] = (x => F.adaptive_avg_pool2d(x[0], (2, 3)), [[1, 2, 5, 4]]),
        ["interpolate bilinear"] = (x => F.interpolate(x[0], [5, 7], mode: InterpolationMode.Bilinear, align_corners: false), [[1, 2, 3, 4]]),
        ["interpolate bicubic"] = (x => F.interpolate(x[0], scale_factor: [2], mode: InterpolationMode.Bicubic), [[1, 1, 3, 3]]),
        ["pad reflect"] = (x => F.pad(x[0], new long[] { 1, 2, 1, 0 }, PaddingModes.Reflect), [[1, 1, 3, 4]]),
        ["relu"] = (x => F.relu(x[0]), [[7]]),
        ["leaky_relu"] = (x => F.leaky_relu(x[0], 0.2), [[7]]),
        ["gelu"] = (x => F.gelu(x[0]), [[7]]),
        ["gelu tanh"] = (x => F.gelu(x[0], TorchSharp.Modules.GELU.Approximate.tanh), [[7]]),
        ["silu"] = (x => F.silu(x[0]), [[7]]),
        ["sigmoid"] = (x => F.sigmoid(x[0]), [[7]]),
        ["tanh"] = (x => F.tanh(x[0]), [[7]]),
        ["softmax"] = (x => F.softmax(x[0], 1), [[2, 4]]),
        ["log_softmax"] = (x => F.log_softmax(x[0], 0), [[3, 2]]),
        ["normalize"] = (x => F.normalize(x[0], dim: -1), [[3, 4]]),
        ["cosine_similarity"] = (x => F.cosine_similarity(x[0], x[1]), [[2, 4], [2, 4]]),
        ["mse_loss"] = (x => F.mse_loss(x[0], x[1]), [[2, 3], [2, 3]]),
        ["cross_entropy soft"] = (x => F.cross_entropy(x[0], F.softmax(x[1], 1), label_smoothing: 0.1), [[3, 4], [3, 4]]),
        ["bce with logits"] = (x => F.binary_cross_entropy_with_logits(x[0], F.sigmoid(x[1]), reduction: nn.Reduction.Sum), [[5], [5]]),
        ["attention"] = (x => F.scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true), [[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 2]]),
        ["attention masked"] = (x => F.scaled_dot_product_attention(x[0], x[1], x[2], x[3]), [[2, 3, 4], [2, 5, 4], [2, 5, 2], [3, 5]]),
    };

    public static TheoryData<string> Names => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_that_of_the_function(string name)
    {
        (Func<Tensor[], Tensor> function, long[][] shapes) = Layers[name];
        manual_seed(7);
        LayerGradient.Check(function, [.. shapes.Select(shape => randn(shape, dtype: ScalarType.Float64))]);
    }
}
