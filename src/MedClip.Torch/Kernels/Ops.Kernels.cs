namespace MedClip.Torch;

/// <content>This library's own operators.</content>
internal static partial class Ops
{
    public static readonly Op DropHalf = new("medclip::drop_half");
    public static readonly Op FusedAdam = new("medclip::adam_");
    public static readonly Op FusedBatchNorm = new("medclip::batch_norm");
    public static readonly Op FusedMaxPool = new("medclip::max_pool2d");
    public static readonly Op FusedDropout = new("medclip::dropout");
    public static readonly Op FusedLayerNorm = new("medclip::layer_norm");
    public static readonly Op FusedLinear = new("medclip::linear");
    public static readonly Op KeepHalf = new("medclip::keep_half");
    public static readonly Op WindowAttention = new("medclip::window_attention");
}
