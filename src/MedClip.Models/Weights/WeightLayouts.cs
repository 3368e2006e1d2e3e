using static MedClip.Models.WeightRule;

namespace MedClip.Models;

/// <summary>The layouts that are known, and their weight maps.</summary>
public static class WeightLayouts
{
    private const string Vision = "vision_model.model.";
    private const string Text = "text_model.model.";

    // Wrapped around by trainers (Lightning, DataParallel, plain scripts).
    private static readonly string[] Wrappings = [.. new[] { "", "state_dict.", "model_state_dict.", "model." }.SelectMany(outer => new[] { outer, $"{outer}module." })];

    // Trainers before transformers 1.0 called a norm's weight and bias so.
    private static readonly WeightRule[] OldNorms = [Name("{*}.LayerNorm.gamma", "{*}.LayerNorm.weight"), Name("{*}.LayerNorm.beta", "{*}.LayerNorm.bias")];

    /// <summary>The released MedCLIP, either vision tower, transformers 4 names.</summary>
    public static WeightLayout MedClip { get; } = new(
        "medclip", "the released MedCLIP (RyanWangZf/MedCLIP), Swin or ResNet-50", WeightScope.Both,
        ["text_model.projection_head.weight", $"{Text}embeddings.word_embeddings.weight"], [],
        [Name("{*}", "{*}")])
    {
        HasPositionBuffers = true,
    };

    /// <summary>MedCLIP with Swin saved by transformers 5, which renamed it.</summary>
    public static WeightLayout MedClipTransformers5 { get; } = new(
        "medclip-transformers-5", "MedCLIP with Swin saved by transformers 5", WeightScope.Both,
        ["text_model.projection_head.weight", $"{Vision}encoder.layers.0.blocks.0.attention.q_proj.weight"], [],
        [.. Swin5($"{Vision}encoder"), Name("{*}", "{*}")]);

    /// <summary>Hugging Face's SwinModel, transformers 4.</summary>
    public static WeightLayout Swin { get; } = new(
        "swin", "Hugging Face Swin (transformers 4)", WeightScope.Image,
        ["embeddings.patch_embeddings.projection.weight", "encoder.layers.0.blocks.0.attention.self.query.weight"], ["swin."],
        [Name("{*}", Vision + "{*}")])
    {
        HasPositionBuffers = true,
    };

    /// <summary>Hugging Face's SwinModel, transformers 5.</summary>
    public static WeightLayout SwinTransformers5 { get; } = new(
        "swin-transformers-5", "Hugging Face Swin (transformers 5)", WeightScope.Image,
        ["embeddings.patch_embeddings.projection.weight", "encoder.layers.0.blocks.0.attention.q_proj.weight"], ["swin."],
        [.. Swin5("encoder", Vision), Name("{*}", Vision + "{*}")]);

    /// <summary>Hugging Face's ViTModel.</summary>
    public static WeightLayout Vit { get; } = new(
        "vit", "Hugging Face ViT", WeightScope.Image,
        ["embeddings.cls_token", "encoder.layer.0.attention.attention.query.weight"], ["vit."],
        [Drop("pooler.{*}"), Name("{*}", Vision + "{*}")]);

    /// <summary>torchvision's and timm's residual networks; their class layer is left out.</summary>
    public static WeightLayout ResNet { get; } = new(
        "resnet", "torchvision or timm ResNet", WeightScope.Image,
        ["conv1.weight", "bn1.running_mean", "layer1.0.conv1.weight", "layer4.0.conv1.weight"], ["resnet.", "backbone.", "encoder."],
        [Drop("fc.{*}"), Name("{*}", Vision + "{*}")]);

    /// <summary>Hugging Face's BertModel, e.g. Bio_ClinicalBERT.</summary>
    public static WeightLayout Bert { get; } = new(
        "bert", "Hugging Face BERT", WeightScope.Text,
        ["embeddings.word_embeddings.weight", "encoder.layer.0.attention.self.query.weight"], ["bert."],
        [.. OldNorms.Select(rule => new WeightRule(rule.From, [new KeyPattern(Text + rule.To[0])], WeightChange.None)), Name("{*}", Text + "{*}")])
    {
        HasPositionBuffers = true,
    };

    /// <summary>Hugging Face's CLIPModel with a vision transformer.</summary>
    public static WeightLayout ClipHuggingFace { get; } = new(
        "clip-hf", "Hugging Face CLIP", WeightScope.Both,
        ["text_model.embeddings.token_embedding.weight", "visual_projection.weight"], [],
        [
            Name("visual_projection.weight", "vision_model.projection_head.weight"), Name("text_projection.weight", "text_model.projection_head.weight"),
            Name("vision_model.{*}", Vision + "{*}"), Name("text_model.{*}", Text + "{*}"), Name("logit_scale", "logit_scale"),
        ])
    {
        HasPositionBuffers = true,
    };

    /// <summary>Hugging Face's CLIPModel without the position buffers that transformers 5 no longer saves.</summary>
    public static WeightLayout ClipHuggingFaceTransformers5 { get; } = new(
        "clip-hf-transformers-5", "Hugging Face CLIP (transformers 5)", WeightScope.Both,
        ["text_model.embeddings.token_embedding.weight", "visual_projection.weight"], [], [.. ClipHuggingFace.Rules]);

    /// <summary>open_clip's (and OpenAI's) layout, vision transformer or residual network.</summary>
    public static WeightLayout OpenClip { get; } = new(
        "open-clip", "open_clip or OpenAI CLIP (as a state dict)", WeightScope.Both,
        ["token_embedding.weight", "transformer.resblocks.0.attn.in_proj_weight", "visual.conv1.weight"], [],
        [
            Drop("input_resolution"), Drop("context_length"), Drop("vocab_size"), Drop("attn_mask"), Name("logit_scale", "logit_scale"),
            Name("positional_embedding", $"{Text}embeddings.position_embedding.weight"), Name("token_embedding.weight", $"{Text}embeddings.token_embedding.weight"),
            Name("ln_final.{p}", Text + "final_layer_norm.{p}"), Transposed("text_projection", "text_model.projection_head.weight"),
            .. OpenClipBlocks("transformer", Text),
            Name("visual.class_embedding", $"{Vision}embeddings.class_embedding"), Name("visual.positional_embedding", $"{Vision}embeddings.position_embedding.weight"),
            Transposed("visual.proj", "vision_model.projection_head.weight"), Name("visual.ln_pre.{p}", Vision + "pre_layrnorm.{p}"), Name("visual.ln_post.{p}", Vision + "post_layernorm.{p}"),
            .. OpenClipBlocks("visual.transformer", Vision),

            // The patch projection of a transformer has the name that a residual network's first convolution has; the model's own keys decide.
            Name("visual.conv1.weight", $"{Vision}embeddings.patch_embedding.weight"), Name("visual.{*}", Vision + "{*}"),
        ]);

    /// <summary>GLoRIA's Lightning files.</summary>
    public static WeightLayout Gloria { get; } = new(
        "gloria", "GLoRIA (marshuang80/gloria)", WeightScope.Both,
        ["img_encoder.global_embedder.weight", "img_encoder.local_embedder.weight", "text_encoder.model.embeddings.word_embeddings.weight"], ["gloria."],
        [
            Name("img_encoder.global_embedder.{p}", "vision_model.projection_head.{p}"), Name("img_encoder.local_embedder.weight", "vision_model.local_head.weight"),
            Name("img_encoder.model.{*}", Vision + "{*}"), Name("text_encoder.model.{*}", Text + "{*}"),
        ])
    {
        ExportPrefix = "gloria.", LacksTemperature = true, HasPositionBuffers = true,
    };

    /// <summary>ConVIRT as edreisMD re-implemented it (the authors published no code).</summary>
    public static WeightLayout ConVirt { get; } = new(
        "convirt", "ConVIRT (edreisMD/ConVIRT-pytorch)", WeightScope.Both,
        ["res_features.0.weight", "res_l1.weight", "bert_l1.weight"], [],
        [
            Name("res_features.0.{p}", Vision + "conv1.{p}"), Name("res_features.1.{p}", Vision + "bn1.{p}"),
            Name("res_features.4.{*}", Vision + "layer1.{*}"), Name("res_features.5.{*}", Vision + "layer2.{*}"),
            Name("res_features.6.{*}", Vision + "layer3.{*}"), Name("res_features.7.{*}", Vision + "layer4.{*}"),
            Name("res_l1.{p}", "vision_model.projection_head.0.{p}"), Name("res_l2.{p}", "vision_model.projection_head.2.{p}"),
            Name("bert_model.{*}", Text + "{*}"), Name("bert_l1.{p}", "text_model.projection_head.0.{p}"), Name("bert_l2.{p}", "text_model.projection_head.2.{p}"),
        ])
    {
        LacksTemperature = true, HasPositionBuffers = true,
    };

    /// <summary>All layouts, the more particular before the more general.</summary>
    public static IReadOnlyList<WeightLayout> All { get; } =
        [MedClipTransformers5, MedClip, ClipHuggingFace, ClipHuggingFaceTransformers5, OpenClip, Gloria, ConVirt, SwinTransformers5, Swin, Vit, ResNet, Bert];

    /// <summary>Finds the layout of a file by its keys.</summary>
    /// <param name="file">The file.</param>
    /// <returns>The layout and the prefix that its keys carry, e.g. <c>state_dict.gloria.</c>.</returns>
    /// <exception cref="InvalidInputException">No layout fits.</exception>
    public static (WeightLayout Layout, string Prefix) Detect(WeightFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        HashSet<string> keys = [.. file.Entries.Select(entry => entry.Name)];
        foreach (WeightLayout layout in All)
        {
            if (layout.FindPrefix(keys, Wrappings) is { } prefix)
            {
                return (layout, prefix);
            }
        }

        throw InvalidInputException.At(
            file.Path, null, $"holds weights of no known layout; its first keys are {string.Join(", ", keys.Take(5))}.",
            $"Known are {string.Join("; ", All.Select(layout => layout.Description))}.");
    }

    private static IEnumerable<WeightRule> Swin5(string encoder, string ours = "")
    {
        string block = encoder + ".layers.{l}.blocks.{n}.";
        string target = ours + block;
        return
        [
            Name(block + "attention.q_proj.{p}", target + "attention.self.query.{p}"), Name(block + "attention.k_proj.{p}", target + "attention.self.key.{p}"),
            Name(block + "attention.v_proj.{p}", target + "attention.self.value.{p}"), Name(block + "attention.o_proj.{p}", target + "attention.output.dense.{p}"),
            Name(block + "attention.relative_position_bias.relative_position_bias_table", target + "attention.self.relative_position_bias_table"),
            Name(block + "mlp.fc1.{p}", target + "intermediate.dense.{p}"), Name(block + "mlp.fc2.{p}", target + "output.dense.{p}"),
        ];
    }

    private static IEnumerable<WeightRule> OpenClipBlocks(string transformer, string ours)
    {
        string from = transformer + ".resblocks.{n}.";
        string to = ours + "encoder.layers.{n}.";
        return
        [
            Name(from + "ln_1.{p}", to + "layer_norm1.{p}"), Name(from + "ln_2.{p}", to + "layer_norm2.{p}"),
            Split(from + "attn.in_proj_weight", to + "self_attn.q_proj.weight", to + "self_attn.k_proj.weight", to + "self_attn.v_proj.weight"),
            Split(from + "attn.in_proj_bias", to + "self_attn.q_proj.bias", to + "self_attn.k_proj.bias", to + "self_attn.v_proj.bias"),
            Name(from + "attn.out_proj.{p}", to + "self_attn.out_proj.{p}"), Name(from + "mlp.c_fc.{p}", to + "mlp.fc1.{p}"), Name(from + "mlp.c_proj.{p}", to + "mlp.fc2.{p}"),
        ];
    }
}
