using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>Published layout → checkpoint of ours → published layout, byte for byte, through files of both kinds; small networks of our own making.</summary>
public sealed class RoundTripTests : IDisposable
{
    private static readonly ClipVitConfig ClipVision = ClipVitConfig.Base32 with { ImageSize = 16, PatchSize = 8, HiddenSize = 16, Layers = 2, Heads = 2, IntermediateSize = 32 };
    private static readonly ClipTextConfig ClipText = ClipTextConfig.Base with { VocabularySize = 49408, MaximumPositions = 16, HiddenSize = 8, Layers = 1, Heads = 2, IntermediateSize = 16 };
    private static readonly ResNetConfig Residual = ResNetConfig.ResNet50 with { ImageSize = 32, StemWidth = 4, Widths = [2, 2, 4, 4], Layers = [1, 1, 1, 1] };
    private readonly TemporaryFolder folder = new();

    private static IReadOnlyDictionary<string, (WeightLayout Layout, MedClipConfig Config)> Cases { get; } = new Dictionary<string, (WeightLayout, MedClipConfig)>
    {
        ["MedCLIP Swin"] = (WeightLayouts.MedClip, Small.Configs["swin"]),
        ["MedCLIP Swin, transformers 5"] = (WeightLayouts.MedClipTransformers5, Small.Configs["swin"]),
        ["MedCLIP ResNet"] = (WeightLayouts.MedClip, Small.Configs["bottleneck"]),
        ["Hugging Face CLIP"] = (WeightLayouts.ClipHuggingFace, new MedClipConfig { Vision = ClipVision, Text = ClipText, ProjectionSize = 8 }),
        ["open_clip ViT"] = (WeightLayouts.OpenClip, new MedClipConfig { Vision = ClipVision, Text = ClipText, ProjectionSize = 8 }),
        ["open_clip ResNet"] = (WeightLayouts.OpenClip, new MedClipConfig { Vision = ClipResNetConfig.ResNet50 with { ImageSize = 64, Width = 4, Layers = [1, 1, 1, 1], Heads = 2, OutputSize = 8 }, Text = ClipText, ProjectionSize = 8 }),
        ["Swin"] = (WeightLayouts.Swin, ArchitectureInference.ImageOnly(Small.Configs["swin"].Vision)),
        ["Swin, transformers 5"] = (WeightLayouts.SwinTransformers5, ArchitectureInference.ImageOnly(Small.Configs["swin"].Vision)),
        ["ViT"] = (WeightLayouts.Vit, ArchitectureInference.ImageOnly(Small.Configs["vit"].Vision)),
        ["torchvision or timm ResNet"] = (WeightLayouts.ResNet, ArchitectureInference.ImageOnly(Residual)),
        ["GLoRIA"] = (WeightLayouts.Gloria, MedClipConfig.Gloria with { Vision = Residual with { ResizeTo = 32 }, Text = Small.Text with { Layers = 4, Pooling = TextPooling.LastFourSum }, ProjectionSize = 16 }),
        ["ConVIRT"] = (WeightLayouts.ConVirt, MedClipConfig.ConVirt with { Vision = Residual, Text = Small.Text with { Pooling = TextPooling.LastMean }, ProjectionSize = 8 }),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Official_to_ours_to_official_is_equal_byte_for_byte(string name)
    {
        (WeightLayout layout, MedClipConfig config) = Cases[name];
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(config, new SeedSequence(5));
        string official = folder.File("pytorch_model.bin");
        TorchFile.Save(official, layout.Export(model.state_dict()));
        string ours = Convert(official, config);
        using LoadedCheckpoint loaded = Checkpoint.Load(ours);
        IReadOnlyList<KeyValuePair<string, Tensor>> exported = layout.Export(loaded.Model.state_dict());
        string back = folder.File("back.bin");
        TorchFile.Save(back, exported);
        ShouldBeEqual(official, back);
        string safetensors = folder.File("back.safetensors");
        TensorFile.Save(safetensors, exported);
        ShouldBeEqual(official, safetensors);
    }

    [Fact]
    public void A_BERT_beside_an_image_encoder_comes_back_as_it_was()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(Small.Configs["vit"], new SeedSequence(5));
        string bert = folder.File("bert.bin");
        string image = folder.File("vit.bin");
        TorchFile.Save(bert, WeightLayouts.Bert.Export(model.state_dict()));
        TorchFile.Save(image, WeightLayouts.Vit.Export(model.state_dict()));
        string config = Described(ArchitectureInference.ImageOnly(Small.Configs["vit"].Vision));
        string texts = folder.File("texts");
        Directory.CreateDirectory(texts);
        File.Copy(bert, Path.Combine(texts, "pytorch_model.bin"));
        File.WriteAllText(Path.Combine(texts, "config.json"), """{"vocab_size": 64, "max_position_embeddings": 32, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32, "type_vocab_size": 1}""");
        CheckpointConversion.Run(new ConversionOptions { Source = image, Output = folder.File("ours"), Config = config, TextSource = texts, Vocabulary = SmallVocabulary() });
        using LoadedCheckpoint loaded = Checkpoint.Load(folder.File("ours"));
        TorchFile.Save(folder.File("bert-back.bin"), WeightLayouts.Bert.Export(loaded.Model.state_dict()));
        ShouldBeEqual(bert, folder.File("bert-back.bin"));
        TorchFile.Save(folder.File("vit-back.bin"), WeightLayouts.Vit.Export(loaded.Model.state_dict()));
        ShouldBeEqual(image, folder.File("vit-back.bin"));
        Should.Throw<InvalidInputException>(() => CheckpointConversion.Run(new ConversionOptions { Source = bert, Output = folder.File("alone") })).Message.ShouldContain("--text");
    }

    [Fact]
    public void A_class_layer_of_an_image_encoder_is_left_out_and_named()
    {
        using DisposeScope scope = NewDisposeScope();
        MedClipConfig config = ArchitectureInference.ImageOnly(Residual);
        using var model = new MedClipModel(config, new SeedSequence(5));
        string official = folder.File("resnet.pth");
        TorchFile.Save(official, [.. WeightLayouts.ResNet.Export(model.state_dict()), KeyValuePair.Create("fc.weight", zeros(10, 16)), KeyValuePair.Create("fc.bias", zeros(10))]);
        ConversionResult result = CheckpointConversion.Run(new ConversionOptions { Source = official, Output = folder.File("ours"), Config = Described(config) });
        result.Dropped.ShouldBe(["fc.weight", "fc.bias"]);
        result.Hints.ShouldContain(hint => hint.Contains("image encoder alone"));
        using LoadedCheckpoint loaded = Checkpoint.Load(folder.File("ours"));
        using IDisposable still = no_grad();
        loaded.Model.EncodeImages(zeros(1, 3, 32, 32)).shape.ShouldBe([1, 16]);
        Should.Throw<Exception>(() => loaded.Model.EncodeTexts(zeros([1, 2], dtype: ScalarType.Int64), ones([1, 2], dtype: ScalarType.Int64)));
    }

    public void Dispose() => folder.Dispose();

    private static void ShouldBeEqual(string first, string second)
    {
        using WeightFile a = WeightFile.Open(first);
        using WeightFile b = WeightFile.Open(second);
        b.Entries.Select(entry => entry.ToString()).Order(StringComparer.Ordinal).ShouldBe(a.Entries.Select(entry => entry.ToString()).Order(StringComparer.Ordinal));
        foreach (WeightEntry entry in a.Entries)
        {
            (byte[] expected, byte[] actual) = (new byte[entry.ByteLength], new byte[entry.ByteLength]);
            a.CopyTo(entry, expected);
            b.CopyTo(b[entry.Name], actual);
            actual.SequenceEqual(expected).ShouldBeTrue(entry.Name);
        }
    }

    private string Convert(string official, MedClipConfig config)
    {
        string output = folder.File("ours");
        CheckpointConversion.Run(new ConversionOptions
        {
            Source = official, Output = output, Config = Described(config), Vocabulary = config.Text is BertConfig ? SmallVocabulary() : null,
            Pooling = config.Text is BertConfig bert ? bert.Pooling : null,
        });
        return output;
    }

    private string Described(MedClipConfig config)
    {
        string path = folder.File("described.json");
        File.WriteAllText(path, System.Text.Json.JsonSerializer.Serialize(config, ManifestJson.Options));
        return path;
    }

    private string SmallVocabulary()
    {
        string path = folder.File("vocab.txt");
        File.WriteAllLines(path, ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "edema"]);
        return path;
    }
}
