using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using MedClip.Models;
using static TorchSharp.torch;

namespace MedClip.Cli.Tests;

public class ConvertCommandTests
{
    [Fact]
    public async Task The_manifest_keeps_licence_layout_pooling_and_the_sources_hash()
    {
        using var folder = new TemporaryFolder();
        string source = SmallWeights.Torch(folder, SmallWeights.SwinConfig);

        CliRun run = await CliRun.Of(
            "convert", source, "--config", folder.Write("sizes.json", SmallWeights.Swin), "--vocab", SmallWeights.Vocabulary(folder),
            "--license", "Apache-2.0", "--pooling", "masked", "--output", folder["ckpt"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("Apache-2.0");
        CheckpointManifest manifest = Checkpoint.ReadManifest(folder["ckpt"]);
        manifest.License.ShouldBe("Apache-2.0");
        manifest.Source.ShouldBe(new WeightSource("pytorch_model.bin", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(source))), "medclip"));
        manifest.Model.Text.ShouldBeOfType<BertConfig>().Pooling.ShouldBe(TextPooling.Masked);
        manifest.Model.Vision.ShouldBeOfType<SwinConfig>().WindowSize.ShouldBe(4);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("pooler", false)]
    public async Task ResNet_weights_come_with_a_hint_at_the_pooling_they_were_trained_with(string? pooling, bool hinted)
    {
        using var folder = new TemporaryFolder();
        string[] arguments =
        [
            "convert", SmallWeights.Torch(folder, SmallWeights.ResNetConfig), "--config", folder.Write("sizes.json", SmallWeights.ResNet), "--vocab", SmallWeights.Vocabulary(folder), "--output", folder["ckpt"],
        ];

        CliRun run = await CliRun.Of(pooling is null ? arguments : [.. arguments, "--pooling", pooling]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.Contains("--pooling pooler", StringComparison.Ordinal).ShouldBe(hinted, run.Error);
        Checkpoint.ReadManifest(folder["ckpt"]).Model.Text.ShouldBeOfType<BertConfig>().Pooling.ShouldBe(hinted ? TextPooling.Reference : TextPooling.Pooler);
    }

    [Fact]
    public async Task Missing_unexplained_and_misshaped_keys_are_all_listed_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        string source = SmallWeights.Torch(folder, SmallWeights.SwinConfig, change: state =>
        {
            state.Remove("vision_model.projection_head.weight");
            state["text_model.surprise"] = zeros(2);
            state["text_model.projection_head.weight"] = zeros(8, 17);
        });

        CliRun run = await CliRun.Of("convert", source, "--config", folder.Write("sizes.json", SmallWeights.Swin), "--vocab", SmallWeights.Vocabulary(folder), "--output", folder["ckpt"]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("missing vision_model.projection_head.weight");
        run.Error.ShouldContain("unexplained text_model.surprise F32 [2]");
        run.Error.ShouldContain("[8,17] where [8,16] is needed");
        Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order().ShouldBe(["pytorch_model.bin", "sizes.json", "vocab.txt"]);
    }

    [Fact]
    public async Task Tolerated_extras_are_named()
    {
        using var folder = new TemporaryFolder();
        string image = SmallWeights.Torch(folder, SmallWeights.SwinConfig, WeightLayouts.Swin, state =>
        {
            foreach ((string key, Tensor value) in state.ToArray())
            {
                state.Remove(key);
                state.Add($"swin.{key}", value);
            }

            state["classifier.weight"] = zeros(3, 16);
        }, "swin/pytorch_model.bin");

        CliRun run = await CliRun.Of("convert", image, "--config", folder.Write("sizes.json", SwinJson), "--output", folder["ckpt"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("1 left out, not needed: classifier.weight");
        run.Error.ShouldContain("image encoder alone");
    }

    [Fact]
    public async Task A_BERT_folder_stands_beside_an_image_encoder_and_its_vocabulary_is_found()
    {
        using var folder = new TemporaryFolder();
        string image = SmallWeights.Torch(folder, SmallWeights.SwinConfig, WeightLayouts.Swin, name: "swin/pytorch_model.bin");
        SmallWeights.Torch(folder, SmallWeights.SwinConfig, WeightLayouts.Bert, name: "bert/pytorch_model.bin");
        folder.Write("bert/config.json", SmallWeights.Bert);
        File.Move(SmallWeights.Vocabulary(folder), folder["bert/vocab.txt"]);

        CliRun run = await CliRun.Of("convert", image, "--config", folder.Write("sizes.json", SwinJson), "--text", folder["bert"], "--seed", "4", "--output", folder["ckpt"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("drawn from the seed");
        run.Error.ShouldContain("text_model.projection_head.weight");
        CliRun embed = await CliRun.Piped("no effusion\n", "embed", folder["ckpt"], "--texts", "-", "--output", folder["texts.csv"]);
        embed.ExitCode.ShouldBe(0, embed.Error);
        File.ReadAllLines(folder["texts.csv"]).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Vocabularies_come_from_tokenizer_json_too()
    {
        using var folder = new TemporaryFolder();
        string[] tokens = File.ReadAllLines(SmallWeights.Vocabulary(folder));
        string json = folder.Write("tokenizer.json", JsonSerializer.Serialize(new { model = new { type = "WordPiece", vocab = tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id) } }));
        File.Delete(folder["vocab.txt"]);

        CliRun run = await CliRun.Of("convert", SmallWeights.Torch(folder, SmallWeights.SwinConfig), "--config", folder.Write("sizes.json", SmallWeights.Swin), "--vocab", json, "--output", folder["ckpt"]);

        run.ExitCode.ShouldBe(0, run.Error);
        File.ReadAllLines(folder["ckpt/vocab.txt"]).ShouldBe(tokens);
    }

    [Fact]
    public async Task TorchScript_downloads_are_refused_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        using (ZipArchive archive = ZipFile.Open(folder["ViT-B-32.pt"], ZipArchiveMode.Create))
        {
            foreach (string name in (string[])["ViT-B-32/data.pkl", "ViT-B-32/constants.pkl", "ViT-B-32/code/__torch__.py"])
            {
                using Stream record = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                record.Write("(."u8);
            }
        }

        CliRun run = await CliRun.Of("convert", folder["ViT-B-32.pt"], "--architecture", "clip-vit-b32", "--output", folder["ckpt"]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("TorchScript");
        run.Error.ShouldContain("state_dict()");
        Directory.Exists(folder["ckpt"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Sizes_are_said_once()
    {
        CliRun run = await CliRun.Of("convert", "a.bin", "--architecture", "medclip-vit", "--config", "b.json", "--output", "c");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("exclude each other");
        (await CliRun.Of("convert", "absent.bin", "--output", "c")).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("{\"vision\": {}, \"text\": {\"hidden_size\": 1e999}}")]
    [InlineData("{\"model_type\": \"gpt2\"}")]
    [InlineData("not json")]
    public async Task A_wrong_configuration_is_named(string json)
    {
        using var folder = new TemporaryFolder();

        CliRun run = await CliRun.Of(
            "convert", SmallWeights.Torch(folder, SmallWeights.SwinConfig), "--config", folder.Write("wrong.json", json), "--vocab", SmallWeights.Vocabulary(folder), "--output", folder["ckpt"]);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
        run.Error.ShouldContain("wrong.json");
    }

    private const string SwinJson =
        """{"model_type": "swin", "image_size": 32, "patch_size": 4, "num_channels": 3, "embed_dim": 8, "depths": [2, 2], "num_heads": [1, 2], "window_size": 4, "mlp_ratio": 2.0}""";
}
