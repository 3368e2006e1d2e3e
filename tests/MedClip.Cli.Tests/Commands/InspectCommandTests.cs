using MedClip.Models;
using static TorchSharp.torch;

namespace MedClip.Cli.Tests;

public class InspectCommandTests
{
    [Fact]
    public async Task A_checkpoint_shows_its_provenance_and_a_tree_with_shapes_types_and_statistics()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = await SmallWeights.Checkpoint(folder);

        CliRun run = await CliRun.Of("inspect", checkpoint, "--verify");

        run.ExitCode.ShouldBe(0, run.Error);
        string[] lines = run.Out.Split('\n');
        lines[0].ShouldContain("safetensors");
        run.Out.ShouldContain("image tower SwinConfig, 32 px; text tower BertConfig, pooling Reference; 8 dimensions");
        run.Out.ShouldContain("licence MIT");
        run.Out.ShouldContain("converted from pytorch_model.bin (medclip), SHA-256 " + Checkpoint.ReadManifest(checkpoint).Source!.Sha256);
        run.Out.ShouldContain("verified: the SHA-256 of");
        lines.ShouldContain("logit_scale  F32 []  mean 2.659, deviation 0, 2.659 to 2.659");
        lines.ShouldContain(line => line.StartsWith("text_model  (", StringComparison.Ordinal));
        lines.ShouldContain(line => line.TrimStart().StartsWith("weight  F32 [12, 16]  mean ", StringComparison.Ordinal));
        run.Out.Contains("NaN", StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task Numbers_that_are_none_are_counted_and_parameters_added_up()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(
            folder["odd.safetensors"],
            [SafetensorsContent.Float32("layer.weight", [2, 2], new[] { 1f, float.NaN, float.PositiveInfinity, 3 }), SafetensorsContent.Float32("layer.bias", [2], new[] { float.NaN, float.NaN })],
            new Dictionary<string, string> { ["made\u001bby"] = "a \u001b[31mstranger" });

        CliRun run = await CliRun.Of("inspect", folder["odd.safetensors"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("2 tensors, 6 numbers");
        run.Out.ShouldContain("layer  (6)");
        run.Out.ShouldContain("weight  F32 [2, 2]  mean 2, deviation 1.414, 1 to 3, 1 NaN, 1 infinite");
        run.Out.ShouldContain("bias  F32 [2]  all 2 not finite");
        run.Out.Contains('\u001b', StringComparison.Ordinal).ShouldBeFalse();
        (await CliRun.Of("inspect", folder["odd.safetensors"], "--no-statistics")).Out.Contains("mean", StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task Exports_in_both_formats_hold_the_official_files_bytes()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = await SmallWeights.Checkpoint(folder);

        CliRun run = await CliRun.Of("inspect", checkpoint, "--no-statistics", "--to-safetensors", folder["out.safetensors"], "--to-torch", folder["out.bin"]);

        run.ExitCode.ShouldBe(0, run.Error);
        using WeightFile official = WeightFile.Open(folder["pytorch_model.bin"]);
        foreach (string name in (string[])["out.safetensors", "out.bin"])
        {
            using WeightFile exported = WeightFile.Open(folder[name]);
            exported.Entries.Count.ShouldBe(official.Entries.Count);
            foreach (WeightEntry entry in official.Entries)
            {
                using Tensor expected = official.Read(entry);
                using Tensor actual = exported.Read(exported[entry.Name]);
                actual.dtype.ShouldBe(expected.dtype, entry.Name);
                actual.shape.ShouldBe(expected.shape, entry.Name);
                actual.bytes.SequenceEqual(expected.bytes).ShouldBeTrue(entry.Name);
            }
        }

        (await CliRun.Of("inspect", checkpoint, "--no-statistics", "--to-safetensors", folder["swin.safetensors"], "--layout", "swin-transformers-5")).ExitCode.ShouldBe(0);
        using WeightFile renamed = WeightFile.Open(folder["swin.safetensors"]);
        renamed.Contains("encoder.layers.0.blocks.0.attention.q_proj.weight").ShouldBeTrue();
    }

    [Fact]
    public async Task A_torch_file_becomes_safetensors_under_its_own_names()
    {
        using var folder = new TemporaryFolder();
        string torchFile = SmallWeights.Torch(folder, SmallWeights.ResNetConfig);

        CliRun run = await CliRun.Of("inspect", torchFile, "--no-statistics", "--to-safetensors", folder["out.safetensors"]);

        run.ExitCode.ShouldBe(0, run.Error);
        using WeightFile official = WeightFile.Open(torchFile);
        using WeightFile exported = WeightFile.Open(folder["out.safetensors"]);
        exported.Entries.Select(entry => entry.ToString()).Order().ShouldBe(official.Entries.Select(entry => entry.ToString()).Order());
    }

    [Fact]
    public async Task A_changed_file_fails_verification()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = await SmallWeights.Checkpoint(folder);
        string weights = Path.Combine(checkpoint, Checkpoint.WeightsFile);
        byte[] bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);

        CliRun run = await CliRun.Of("inspect", checkpoint, "--verify");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("SHA-256");
        run.Error.ShouldContain("model.safetensors");
    }

    [Fact]
    public async Task Wrong_use_is_said()
    {
        using var folder = new TemporaryFolder();
        string weights = SmallWeights.Torch(folder, SmallWeights.SwinConfig);
        (await CliRun.Of("inspect", weights, "--layout", "medclip")).ExitCode.ShouldBe(2);
        CliRun foreign = await CliRun.Of("inspect", weights, "--to-safetensors", folder["a.safetensors"], "--layout", "bert");
        foreign.ExitCode.ShouldBe(1);
        foreign.Error.ShouldContain("Convert it first");
        (await CliRun.Of("inspect", weights, "--verify")).Error.ShouldContain("no manifest to verify it by");
        CliRun unknown = await CliRun.Of("inspect", await SmallWeights.Checkpoint(folder), "--to-torch", folder["a.bin"], "--layout", "gpt");
        unknown.ExitCode.ShouldBe(1);
        unknown.Error.ShouldContain("no layout 'gpt'");
        (await CliRun.Of("inspect", folder["absent"])).ExitCode.ShouldBe(1);
    }
}
