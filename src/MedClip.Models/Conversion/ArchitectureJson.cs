using System.Text.Json;

namespace MedClip.Models;

/// <summary>
/// Reads a network's sizes from JSON: Hugging Face's <c>config.json</c> (Swin, ViT, BERT, CLIP), a description of a MedCLIP model in the same
/// words with <c>vision</c>, <c>text</c> and <c>projection_dim</c>, or the <c>model</c> of one of our manifests.
/// </summary>
internal static class ArchitectureJson
{
    private const long MaximumBytes = 16L << 20;

    /// <exception cref="InvalidInputException">The file is missing, no JSON, or describes no network that is known; the message says where.</exception>
    public static MedClipConfig Read(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > MaximumBytes)
        {
            throw InvalidInputException.At(path, null, "there is no such configuration, or it is larger than 16 MB.");
        }

        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            using JsonDocument document = JsonDocument.Parse(bytes);
            var root = new JsonFields(path, document.RootElement, "");
            if (root.Has("projectionSize"))
            {
                return (JsonSerializer.Deserialize<MedClipConfig>(bytes, ManifestJson.Options) ?? throw InvalidInputException.At(path, null, "holds null.")).Validated(path, null);
            }

            return (root.Text("model_type", "") switch
            {
                "swin" => Architectures.Image(Swin(root)),
                "vit" => Architectures.Image(Vit(root)),
                "clip" => Clip(root),
                "" when root.Has("vision") && root.Has("text") => Dual(root),
                var other => throw InvalidInputException.At(path, "model_type", $"is '{other}'; known are swin, vit and clip, or a file with vision and text."),
            }).Validated(path, null);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            // Text that is not Unicode comes as the second, a tower without its architecture as the third.
            throw InvalidInputException.At(path, (e as JsonException)?.Path, $"is no valid configuration: {e.Message}", innerException: e);
        }
    }

    /// <summary>The text encoder of a Hugging Face BERT folder's <c>config.json</c>.</summary>
    public static BertConfig ReadBert(string path, TextPooling pooling)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Bert(new JsonFields(path, document.RootElement, ""), pooling);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw InvalidInputException.At(path, (e as JsonException)?.Path, $"is no valid configuration: {e.Message}", innerException: e);
        }
    }

    private static MedClipConfig Dual(JsonFields root)
    {
        JsonFields vision = root.Section("vision");
        JsonFields? scale = root.Has("logit_scale") ? root.Section("logit_scale") : null;
        var start = new TemperatureConfig();
        IReadOnlyList<double>? clamp = scale?.Has("clamp") == true ? scale.Numbers("clamp") : null;
        if (clamp is not (null or { Count: 2 }))
        {
            throw root.Wrong("logit_scale.clamp", "must hold two numbers");
        }

        return new MedClipConfig
        {
            Vision = vision.Has("layers") || vision.Has("block") ? ResNet(vision) : Swin(vision),
            Text = Bert(root.Section("text"), TextPooling.Reference),
            ProjectionSize = root.Whole("projection_dim", 512),
            ProjectionBias = root.Flag("projection_bias", false),
            Temperature = start with
            {
                Initial = (float)(scale?.Number("value", start.Initial) ?? start.Initial), Minimum = clamp?[0] ?? start.Minimum, Maximum = clamp?[1] ?? start.Maximum,
            },
        };
    }

    private static SwinConfig Swin(JsonFields json)
    {
        CheckGelu(json);
        if (!json.Flag("qkv_bias", true) || json.Flag("use_absolute_embeddings", false))
        {
            throw json.Wrong("qkv_bias", "must be true, and use_absolute_embeddings false");
        }

        return new SwinConfig
        {
            ImageSize = json.Whole("image_size", 224), PatchSize = json.Whole("patch_size", 4), Channels = json.Whole("num_channels", 3), EmbeddingSize = json.Whole("embed_dim", 96),
            Depths = json.Wholes("depths", [2, 2, 6, 2]), Heads = json.Wholes("num_heads", [3, 6, 12, 24]), WindowSize = json.Whole("window_size", 7),
            MlpRatio = json.Number("mlp_ratio", 4), NormEpsilon = json.Number("layer_norm_eps", 1e-5), DropPath = json.Number("drop_path_rate", 0.1),
        };
    }

    private static ResNetConfig ResNet(JsonFields json) => new()
    {
        Block = json.Text("block", "bottleneck") switch
        {
            "bottleneck" => ResNetBlock.Bottleneck,
            "basic" => ResNetBlock.Basic,
            var other => throw json.Wrong("block", $"is '{other}'; known are bottleneck and basic"),
        },
        Layers = json.Wholes("layers", [3, 4, 6, 3]), Widths = json.Wholes("planes", [64, 128, 256, 512]), StemWidth = json.Whole("stem", 64),
        ImageSize = json.Whole("image_size", 224), Channels = json.Whole("num_channels", 3), NormEpsilon = json.Number("bn_eps", 1e-5), NormMomentum = json.Number("bn_momentum", 0.1),
    };

    private static VitConfig Vit(JsonFields json)
    {
        CheckGelu(json);
        return new VitConfig
        {
            ImageSize = json.Whole("image_size", 224), PatchSize = json.Whole("patch_size", 16), Channels = json.Whole("num_channels", 3), HiddenSize = json.Whole("hidden_size", 768),
            Layers = json.Whole("num_hidden_layers", 12), Heads = json.Whole("num_attention_heads", 12), IntermediateSize = json.Whole("intermediate_size", 3072),
            NormEpsilon = json.Number("layer_norm_eps", 1e-12),
        };
    }

    private static BertConfig Bert(JsonFields json, TextPooling pooling)
    {
        CheckGelu(json);
        if (json.Text("position_embedding_type", "absolute") != "absolute")
        {
            throw json.Wrong("position_embedding_type", "must be absolute");
        }

        return new BertConfig
        {
            VocabularySize = json.Whole("vocab_size", 30522), MaximumPositions = json.Whole("max_position_embeddings", 512), HiddenSize = json.Whole("hidden_size", 768),
            Layers = json.Whole("num_hidden_layers", 12), Heads = json.Whole("num_attention_heads", 12), IntermediateSize = json.Whole("intermediate_size", 3072),
            SegmentKinds = json.Whole("type_vocab_size", 2), NormEpsilon = json.Number("layer_norm_eps", 1e-12), Dropout = json.Number("hidden_dropout_prob", 0.1), Pooling = pooling,
        };
    }

    private static MedClipConfig Clip(JsonFields root)
    {
        JsonFields vision = root.Section("vision_config");
        JsonFields text = root.Section("text_config");
        int projection = root.Whole("projection_dim", 512);
        return new MedClipConfig
        {
            ProjectionSize = projection,
            Vision = ClipVitConfig.Base32 with
            {
                ImageSize = vision.Whole("image_size", 224), PatchSize = vision.Whole("patch_size", 32), HiddenSize = vision.Whole("hidden_size", 768),
                Layers = vision.Whole("num_hidden_layers", 12), Heads = vision.Whole("num_attention_heads", 12), IntermediateSize = vision.Whole("intermediate_size", 3072),
                QuickGelu = IsQuick(vision), NormEpsilon = vision.Number("layer_norm_eps", 1e-5),
            },
            Text = new ClipTextConfig
            {
                VocabularySize = text.Whole("vocab_size", 49408), MaximumPositions = text.Whole("max_position_embeddings", 77), HiddenSize = text.Whole("hidden_size", 512),
                Layers = text.Whole("num_hidden_layers", 12), Heads = text.Whole("num_attention_heads", 8), IntermediateSize = text.Whole("intermediate_size", 2048),
                QuickGelu = IsQuick(text), NormEpsilon = text.Number("layer_norm_eps", 1e-5),
            },
        };
    }

    private static bool IsQuick(JsonFields json) => json.Text("hidden_act", "quick_gelu") switch
    {
        "quick_gelu" => true,
        "gelu" => false,
        var other => throw json.Wrong("hidden_act", $"is '{other}'; known are quick_gelu and gelu"),
    };

    private static void CheckGelu(JsonFields json)
    {
        if (json.Text("hidden_act", "gelu") != "gelu")
        {
            throw json.Wrong("hidden_act", "must be gelu");
        }
    }
}
