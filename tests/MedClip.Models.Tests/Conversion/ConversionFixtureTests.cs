using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>fixtures/models/tiny-*: the official file converted, loaded, and exported again.</summary>
[Trait("Category", "Fixtures")]
public sealed class ConversionFixtureTests
{
    [SkippableFact]
    public void Official_to_ours_to_official_is_equal_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        int seen = 0;
        foreach (string source in TinyModel.Folders)
        {
            string output = folder.File(Path.GetFileName(source));
            string official = Path.Combine(source, "pytorch_model.bin");
            ConversionResult result = CheckpointConversion.Run(new ConversionOptions { Source = official, Output = output, Config = Path.Combine(source, "config.json") });
            result.Dropped.ShouldBeEmpty();
            using LoadedCheckpoint ours = Checkpoint.Load(output);
            ours.Manifest.Source!.Layout.ShouldBe("medclip");
            using DisposeScope scope = NewDisposeScope();
            Dictionary<string, Tensor> exported = WeightLayouts.MedClip.Export(ours.Model.state_dict()).ToDictionary(pair => pair.Key, pair => pair.Value);
            using WeightFile file = WeightFile.Open(official);
            exported.Keys.Order(StringComparer.Ordinal).ShouldBe(file.Entries.Select(entry => entry.Name).Order(StringComparer.Ordinal));
            foreach (WeightEntry entry in file.Entries)
            {
                byte[] expected = new byte[entry.ByteLength];
                file.CopyTo(entry, expected);
                exported[entry.Name].detach().contiguous().bytes.SequenceEqual(expected).ShouldBeTrue(entry.Name);
                seen++;
            }
        }

        seen.ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void Shapes_alone_tell_what_a_configuration_says_but_for_heads_and_a_missing_vocabulary_is_said()
    {
        using var folder = new TemporaryFolder();
        string tiny = TinyModel.Folders.First(path => ArchitectureJson.Read(Path.Combine(path, "config.json")).Vision is SwinConfig);
        string source = Path.Combine(tiny, "pytorch_model.bin");
        string alone = folder.File("pytorch_model.bin");
        File.Copy(source, alone);
        var options = new ConversionOptions { Source = alone, Output = folder.File("out") };
        Should.Throw<InvalidInputException>(() => CheckpointConversion.Run(options)).Message.ShouldContain("number of heads");
        string config = Path.Combine(tiny, "config.json");
        Should.Throw<InvalidInputException>(() => CheckpointConversion.Run(options with { Config = config })).Message.ShouldContain("vocab");
        Should.Throw<InvalidInputException>(() => CheckpointConversion.Run(options with { Architecture = "medclip-vit" })).Message.ShouldContain("too few");
        Directory.Exists(options.Output).ShouldBeFalse();
    }
}
