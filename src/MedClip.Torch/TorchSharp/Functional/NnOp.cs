using MedClip.Torch;

namespace TorchSharp;

/// <summary>The operators of libtorch behind the layers, by the names of its schemas.</summary>
internal static class NnOp
{
    public static readonly Op SetData = new("aten::set_data");
    public static readonly Op Empty = new("aten::empty.memory_format");
    public static readonly Op Select = new("aten::select.int");
    public static readonly Op Alias = new("aten::alias");
    public static readonly Op Fill = new("aten::fill_.Scalar");
    public static readonly Op Uniform = new("aten::uniform_");
    public static readonly Op Normal = new("aten::normal_");
    public static readonly Op Erf = new("aten::erf_");
    public static readonly Op Erfinv = new("aten::erfinv_");
    public static readonly Op Div = new("aten::div.Tensor");
    public static readonly Op ClampMin = new("aten::clamp_min");
    public static readonly Op Norm = new("aten::norm.ScalarOpt_dim");

    public static readonly Op Linear = new("aten::linear");
    public static readonly Op Embedding = new("aten::embedding");
    public static readonly Op EmbeddingRenorm = new("aten::embedding_renorm_");
    public static readonly Op OneHot = new("aten::one_hot");
    public static readonly Op CosineSimilarity = new("aten::cosine_similarity");
    public static readonly Op Flatten = new("aten::flatten.using_ints");

    public static readonly Op Conv2d = new("aten::conv2d");
    public static readonly Op Conv2dPadding = new("aten::conv2d.padding");
    public static readonly Op ConvTranspose2d = new("aten::conv_transpose2d.input");
    public static readonly Op Pad = new("aten::pad");

    public static readonly Op MaxPool2d = new("aten::max_pool2d");
    public static readonly Op MaxPool2dWithIndices = new("aten::max_pool2d_with_indices");
    public static readonly Op AvgPool2d = new("aten::avg_pool2d");
    public static readonly Op AdaptiveAvgPool1d = new("aten::adaptive_avg_pool1d");
    public static readonly Op AdaptiveAvgPool2d = new("aten::adaptive_avg_pool2d");
    public static readonly Op AdaptiveAvgPool3d = new("aten::adaptive_avg_pool3d");

    public static readonly Op LayerNorm = new("aten::layer_norm");
    public static readonly Op GroupNorm = new("aten::group_norm");
    public static readonly Op BatchNorm = new("aten::batch_norm");

    public static readonly Op Dropout = new("aten::dropout");
    public static readonly Op DropoutInPlace = new("aten::dropout_");
    public static readonly Op Relu = new("aten::relu");
    public static readonly Op ReluInPlace = new("aten::relu_");
    public static readonly Op LeakyRelu = new("aten::leaky_relu");
    public static readonly Op LeakyReluInPlace = new("aten::leaky_relu_");
    public static readonly Op Gelu = new("aten::gelu");
    public static readonly Op GeluInPlace = new("aten::gelu_");
    public static readonly Op Silu = new("aten::silu");
    public static readonly Op SiluInPlace = new("aten::silu_");
    public static readonly Op Sigmoid = new("aten::sigmoid");
    public static readonly Op SigmoidInPlace = new("aten::sigmoid_");
    public static readonly Op Tanh = new("aten::tanh");
    public static readonly Op TanhInPlace = new("aten::tanh_");
    public static readonly Op Softmax = new("aten::softmax.int");
    public static readonly Op LogSoftmax = new("aten::log_softmax.int");

    public static readonly Op CrossEntropy = new("aten::cross_entropy_loss");
    public static readonly Op NllLoss = new("aten::nll_loss_nd");
    public static readonly Op MseLoss = new("aten::mse_loss");
    public static readonly Op BinaryCrossEntropy = new("aten::binary_cross_entropy");
    public static readonly Op BinaryCrossEntropyWithLogits = new("aten::binary_cross_entropy_with_logits");

    public static readonly Op ScaledDotProductAttention = new("aten::scaled_dot_product_attention");
}
