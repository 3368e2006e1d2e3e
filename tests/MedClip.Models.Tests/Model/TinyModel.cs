using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>One of the small MedCLIP models of fixtures/models: its configuration, inputs and goldens.</summary>
internal sealed class TinyModel
{
    private TinyModel(string folder, bool doubles)
    {
        Folder = folder;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "config.json")));
        Config = Read(document.RootElement);
        WithoutGradient = [.. document.RootElement.GetProperty("parameters_without_gradient").EnumerateArray().Select(e => e.GetString()!)];
        Inputs = TensorFile.Load(Path.Combine(folder, "inputs.safetensors"));
        Expected = TensorFile.Load(Path.Combine(folder, doubles ? "expected.float64.safetensors" : "expected.safetensors"));
        Type = doubles ? ScalarType.Float64 : ScalarType.Float32;
        Pixels = Inputs["pixel_values"].to(Type);
    }

    public string Folder { get; }

    public MedClipConfig Config { get; }

    public IReadOnlyList<string> WithoutGradient { get; }

    public Dictionary<string, Tensor> Inputs { get; }

    public Dictionary<string, Tensor> Expected { get; }

    public ScalarType Type { get; }

    public Tensor Pixels { get; }

    public static IEnumerable<TinyModel> All(bool doubles = false) =>
        Directory.GetDirectories(SharedFolder.RequireFixture("models"), "tiny-*").Order(StringComparer.Ordinal).Select(folder => new TinyModel(folder, doubles));

    public MedClipModel Build(TextPooling pooling)
    {
        var model = new MedClipModel(Config with { Text = (BertConfig)Config.Text with { Pooling = pooling } }, new SeedSequence(0));
        StateFile.LoadInto(Path.Combine(Folder, "model.safetensors"), model);
        model.to(Type);
        model.eval();
        return model;
    }

    /// <summary>The soft-label loss of fixtures/models/README.md, in float64.</summary>
    public Tensor SoftLoss(Tensor logits)
    {
        Tensor similarity = Inputs["img_labels"].matmul(Inputs["text_labels"].transpose(0, 1));
        Tensor wide = logits.to(ScalarType.Float64);
        return (Half(similarity, wide) + Half(similarity.transpose(0, 1), wide.transpose(0, 1))) / 2;

        static Tensor Half(Tensor targets, Tensor logits) => -(targets.softmax(1) * nn.functional.log_softmax(logits, 1)).sum() / logits.shape[0];
    }

    private static MedClipConfig Read(JsonElement root)
    {
        JsonElement vision = root.GetProperty("vision");
        JsonElement text = root.GetProperty("text");
        return new MedClipConfig
        {
            ProjectionSize = root.GetProperty("projection_dim").GetInt32(),
            ProjectionBias = root.GetProperty("projection_bias").GetBoolean(),
            Vision = vision.TryGetProperty("window_size", out _) ? Swin(vision) : ResNet(vision),
            Text = new BertConfig
            {
                VocabularySize = text.GetProperty("vocab_size").GetInt32(),
                HiddenSize = text.GetProperty("hidden_size").GetInt32(),
                Layers = text.GetProperty("num_hidden_layers").GetInt32(),
                Heads = text.GetProperty("num_attention_heads").GetInt32(),
                IntermediateSize = text.GetProperty("intermediate_size").GetInt32(),
                MaximumPositions = text.GetProperty("max_position_embeddings").GetInt32(),
                SegmentKinds = text.GetProperty("type_vocab_size").GetInt32(),
                NormEpsilon = text.GetProperty("layer_norm_eps").GetDouble(),
            },
        };
    }

    private static SwinConfig Swin(JsonElement vision) => new()
    {
        ImageSize = vision.GetProperty("image_size").GetInt32(),
        PatchSize = vision.GetProperty("patch_size").GetInt32(),
        Channels = vision.GetProperty("num_channels").GetInt32(),
        EmbeddingSize = vision.GetProperty("embed_dim").GetInt32(),
        Depths = Ints(vision.GetProperty("depths")),
        Heads = Ints(vision.GetProperty("num_heads")),
        WindowSize = vision.GetProperty("window_size").GetInt32(),
        MlpRatio = vision.GetProperty("mlp_ratio").GetDouble(),
        NormEpsilon = vision.GetProperty("layer_norm_eps").GetDouble(),
        DropPath = vision.GetProperty("drop_path_rate").GetDouble(),
    };

    private static ResNetConfig ResNet(JsonElement vision) => new()
    {
        Block = vision.GetProperty("block").GetString() == "bottleneck" ? ResNetBlock.Bottleneck : ResNetBlock.Basic,
        Layers = Ints(vision.GetProperty("layers")),
        Widths = Ints(vision.GetProperty("planes")),
        StemWidth = vision.GetProperty("stem").GetInt32(),
        NormEpsilon = vision.GetProperty("bn_eps").GetDouble(),
        NormMomentum = vision.GetProperty("bn_momentum").GetDouble(),
    };

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];
}
