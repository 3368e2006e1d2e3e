using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WordPieceTokenizer tokenizer = new(Vocabulary.Of(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "no", "effusion", "."]));

    private static MedClipConfig Config => Small.Configs["swin"];

    [Fact]
    public void A_checkpoint_loads_with_equal_weights_tokenizer_and_manifest()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(Config, new SeedSequence(1));
        string path = folder.File("ckpt");
        Checkpoint.Save(path, model, Manifest(), tokenizer, aside => File.WriteAllText(Path.Combine(aside, "optimizer.bin"), "state"));
        using LoadedCheckpoint loaded = Checkpoint.Load(path);
        foreach ((string key, Tensor value) in model.state_dict())
        {
            Tensors.Numbers(loaded.Model.state_dict()[key]).ShouldBe(Tensors.Numbers(value), key);
        }

        loaded.Model.training.ShouldBeFalse();
        loaded.Model.Config!.Vision.FeatureSize.ShouldBe(Config.Vision.FeatureSize);
        loaded.Tokenizer.Facts.ShouldBe(tokenizer.Facts);
        loaded.Findings.ShouldBe(FindingSet.Competition);
        loaded.Manifest.Files.Keys.Order(StringComparer.Ordinal).ShouldBe(["model.safetensors", "optimizer.bin", "vocab.txt"]);
        File.ReadAllText(Path.Combine(loaded.Folder, "optimizer.bin")).ShouldBe("state");

        using var other = new MedClipModel(Config, new SeedSequence(2));
        Checkpoint.LoadWeights(path, other);
        Tensors.Numbers(other.state_dict()["logit_scale"]).ShouldBe(Tensors.Numbers(model.state_dict()["logit_scale"]));
    }

    [Fact]
    public void A_run_folder_gives_its_best_else_its_last_else_its_newest_epoch()
    {
        using var model = new MedClipModel(Config, new SeedSequence(1));
        string run = folder.File("run");
        string At(string name) => Path.Combine(run, "checkpoints", name);
        Should.Throw<InvalidInputException>(() => Checkpoint.Load(run)).Message.ShouldContain("does not exist");
        Checkpoint.Save(At("epoch-3"), model, Manifest(), tokenizer);
        Checkpoint.Save(At("epoch-12"), model, Manifest(), tokenizer);
        Checkpoint.Resolve(run).ShouldBe(At("epoch-12"));
        File.Delete(Path.Combine(At("epoch-12"), Checkpoint.ManifestFile));
        Checkpoint.Resolve(run).ShouldBe(At("epoch-3"));
        Checkpoint.Save(At("last"), model, Manifest(), tokenizer);
        Checkpoint.Resolve(run).ShouldBe(At("last"));
        Checkpoint.Save(At("best"), model, Manifest(), tokenizer);
        Checkpoint.Resolve(run).ShouldBe(At("best"));
        File.WriteAllText(Path.Combine(At("best"), Checkpoint.WeightsFile), "cut");
        Checkpoint.Resolve(run).ShouldBe(At("last"));
    }

    [Fact]
    public void A_manifest_is_amended_in_place_and_the_rest_stays()
    {
        string path = Saved();
        CheckpointManifest before = Checkpoint.ReadManifest(path);
        Checkpoint.Amend(path, old => old with { License = "MIT", Files = new Dictionary<string, CheckpointFileFacts>(), Tokenizer = null }).ShouldBe(path);
        CheckpointManifest after = Checkpoint.Verify(path);
        after.License.ShouldBe("MIT");
        after.Tokenizer.ShouldBe(before.Tokenizer);
        after.Files.Keys.ShouldBe(before.Files.Keys);
        Checkpoint.Load(path).Dispose();
        Should.Throw<InvalidOperationException>(() => Checkpoint.Amend(path, _ => throw new InvalidOperationException()));
        Checkpoint.ReadManifest(path).License.ShouldBe("MIT");
        Directory.GetFiles(path, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_file_of_equal_size_is_refused_by_its_hash()
    {
        string path = Saved();
        string weights = Path.Combine(path, Checkpoint.WeightsFile);
        byte[] bytes = File.ReadAllBytes(weights);
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);
        Should.Throw<InvalidInputException>(() => Checkpoint.Load(path)).Message.ShouldContain("checksum");
        Should.Throw<InvalidInputException>(() => Checkpoint.Verify(path)).Message.ShouldContain("SHA-256");

        // Manifests of format 2 had no checksum; their SHA-256 is checked at each load.
        string manifest = Path.Combine(path, Checkpoint.ManifestFile);
        CheckpointManifest read = ManifestJson.Read(manifest);
        ManifestJson.Write(manifest, read with { Files = read.Files.ToDictionary(file => file.Key, file => file.Value with { Checksum = null }) });
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"formatVersion\": 4", "\"formatVersion\": 2", StringComparison.Ordinal));
        Should.Throw<InvalidInputException>(() => Checkpoint.Load(path)).Message.ShouldContain("SHA-256");
        bytes[^1] ^= 1;
        File.WriteAllBytes(weights, bytes);
        Checkpoint.Load(path).Dispose();
    }

    [Fact]
    public void Mapped_weights_outlive_their_file_and_training_on_them_does_not_reach_it()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        const string Key = "text_model.model.embeddings.word_embeddings.weight";
        string path = folder.File("wide");
        using (var model = new MedClipModel(Config with { Text = Small.Text with { VocabularySize = 1024 } }, new SeedSequence(1)))
        {
            Checkpoint.Save(path, model, Manifest() with { Model = model.Config! }, tokenizer);
        }

        byte[] before = File.ReadAllBytes(Path.Combine(path, Checkpoint.WeightsFile));
        using LoadedCheckpoint copied = Checkpoint.Load(path, WeightMemory.Copied);
        using LoadedCheckpoint mapped = Checkpoint.Load(path);
        double[] expected = Tensors.Numbers(copied.Model.state_dict()[Key]);
        mapped.Model.state_dict()[Key].add_(1);
        File.ReadAllBytes(Path.Combine(path, Checkpoint.WeightsFile)).ShouldBe(before);
        Directory.Delete(path, recursive: true);
        Tensors.Numbers(mapped.Model.state_dict()[Key].sub(1)).Zip(expected, (a, e) => Math.Abs(a - e)).Max().ShouldBeLessThan(1e-6);
    }

    [Fact]
    public void Keys_that_are_missing_unexplained_or_misshaped_are_all_listed()
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(Config, new SeedSequence(1));
        Dictionary<string, Tensor> state = model.state_dict();
        double[] before = Tensors.Numbers(state["text_model.projection_head.weight"]);
        state.Remove("vision_model.projection_head.weight");
        state["text_model.projection_head.weight"] = zeros(8, 17);
        state["surprise"] = zeros(1);
        state["text_model.model.embeddings.position_ids"] = zeros([1, 32], dtype: ScalarType.Int64);
        string path = folder.File("odd.safetensors");
        TensorFile.Save(path, state);
        string message = Should.Throw<InvalidInputException>(() => StateFile.LoadInto(path, model)).Message;
        message.ShouldContain("missing vision_model.projection_head.weight");
        message.ShouldContain("text_model.projection_head.weight F32 [8,17] where [8,16] is needed");
        message.ShouldContain("unexplained surprise");
        message.ShouldNotContain("position_ids");
        Tensors.Numbers(model.state_dict()["text_model.projection_head.weight"]).ShouldBe(before);
    }

    [Fact]
    public void What_is_no_checkpoint_is_refused_with_what_one_is()
    {
        string message = Should.Throw<InvalidInputException>(() => Checkpoint.Load(folder.Path)).Message;
        message.ShouldContain("holds no complete checkpoint");
        message.ShouldContain("manifest.json");
        string file = folder.File("model.bin");
        File.WriteAllText(file, "");
        Should.Throw<InvalidInputException>(() => Checkpoint.Load(file)).Message.ShouldContain("is a file");
    }

    [Fact]
    public void A_manifest_that_claims_a_giant_is_refused_before_it_is_built()
    {
        string path = Saved();
        string manifest = Path.Combine(path, Checkpoint.ManifestFile);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"vocabularySize\": 64", "\"vocabularySize\": 9000000", StringComparison.Ordinal));
        Should.Throw<InvalidInputException>(() => Checkpoint.Load(path)).Message.ShouldContain("too small for the architecture");
    }

    [Fact]
    public void A_vocabulary_of_another_checkpoint_is_refused()
    {
        string path = Saved();
        string manifest = Path.Combine(path, Checkpoint.ManifestFile);
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(
            $"\"vocabularySha256\": \"{tokenizer.Facts.VocabularySha256}", "\"vocabularySha256\": \"0", StringComparison.Ordinal));
        Should.Throw<InvalidInputException>(() => Checkpoint.Load(path)).Message.ShouldContain("not the vocabulary");
    }

    public void Dispose() => folder.Dispose();

    private static CheckpointManifest Manifest() => new()
    {
        Model = Config,
        Preprocessing = new PreprocessingFacts(44, 1, 0.5, 0.25, "default"),
        Findings = [.. FindingSet.Competition.Names],
    };

    private string Saved()
    {
        using var model = new MedClipModel(Config, new SeedSequence(1));
        string path = folder.File("ckpt");
        Checkpoint.Save(path, model, Manifest(), tokenizer);
        return path;
    }
}
