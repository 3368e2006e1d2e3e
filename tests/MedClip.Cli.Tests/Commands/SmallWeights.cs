using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Cli.Tests;

/// <summary>Published weights in miniature: a MedCLIP of a few thousand numbers in the official layout, with its vocabulary and its sizes.</summary>
internal static class SmallWeights
{
    public const string Swin = """
        {"projection_dim": 8, "projection_bias": false,
         "vision": {"image_size": 32, "patch_size": 4, "num_channels": 3, "embed_dim": 8, "depths": [2, 2], "num_heads": [1, 2], "window_size": 4, "mlp_ratio": 2.0},
         "text": {"vocab_size": 12, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 16, "type_vocab_size": 2}}
        """;

    public const string ResNet = """
        {"projection_dim": 8, "projection_bias": false,
         "vision": {"image_size": 32, "num_channels": 3, "block": "bottleneck", "layers": [1, 1, 1, 1], "planes": [2, 2, 4, 4], "stem": 4},
         "text": {"vocab_size": 12, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 16, "type_vocab_size": 2}}
        """;

    public const string Bert = """{"vocab_size": 12, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "max_position_embeddings": 16, "type_vocab_size": 2}""";

    private static readonly string[] Tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "no", "pleural", "effusion", "##s", "edema", ".", "No"];

    private static readonly BertConfig Text = new() { VocabularySize = 12, MaximumPositions = 16, HiddenSize = 16, Layers = 2, Heads = 2, IntermediateSize = 32 };

    public static MedClipConfig SwinConfig { get; } = new()
    {
        Vision = new SwinConfig { ImageSize = 32, PatchSize = 4, EmbeddingSize = 8, Depths = [2, 2], Heads = [1, 2], WindowSize = 4, MlpRatio = 2 }, Text = Text, ProjectionSize = 8,
    };

    public static MedClipConfig ResNetConfig { get; } = new()
    {
        Vision = new ResNetConfig { Block = ResNetBlock.Bottleneck, ImageSize = 32, StemWidth = 4, Widths = [2, 2, 4, 4], Layers = [1, 1, 1, 1] }, Text = Text, ProjectionSize = 8,
    };

    /// <summary>Writes <c>vocab.txt</c>.</summary>
    public static string Vocabulary(TemporaryFolder folder) => folder.Write("vocab.txt", string.Join('\n', Tokens) + "\n");

    /// <summary>Writes <c>pytorch_model.bin</c> of a network, its keys changed as a test likes.</summary>
    public static string Torch(TemporaryFolder folder, MedClipConfig config, WeightLayout? layout = null, Action<Dictionary<string, Tensor>>? change = null, string name = "pytorch_model.bin")
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(config, new SeedSequence(3));
        Dictionary<string, Tensor> state = (layout ?? WeightLayouts.MedClip).Export(model.state_dict()).ToDictionary(pair => pair.Key, pair => pair.Value);
        change?.Invoke(state);
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        TorchFile.Save(folder[name], state);
        return folder[name];
    }

    /// <summary>A converted checkpoint.</summary>
    public static async Task<string> Checkpoint(TemporaryFolder folder)
    {
        CliRun run = await CliRun.Of("convert", Torch(folder, SwinConfig), "--config", folder.Write("sizes.json", Swin), "--vocab", Vocabulary(folder), "--license", "MIT", "--output", folder["ckpt"]);
        run.ExitCode.ShouldBe(0, run.Error);
        return folder["ckpt"];
    }
}
