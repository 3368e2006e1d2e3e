using System.Text.Json;

namespace MedClip.Models.Tests;

/// <summary>Weights in several files beside an index.</summary>
public sealed class ShardedWeightsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ShardedWeightsTests()
    {
        Shard("model-00001-of-00002.safetensors", ("a", 1), ("b", 2));
        Shard("model-00002-of-00002.safetensors", ("c", 3));
    }

    private static Dictionary<string, string> Good => new()
    {
        ["a"] = "model-00001-of-00002.safetensors", ["b"] = "model-00001-of-00002.safetensors", ["c"] = "model-00002-of-00002.safetensors",
    };

    [Fact]
    public void Shards_read_as_one_file_by_their_index_or_their_folder()
    {
        string index = Index(Good);
        foreach (string path in (string[])[index, folder.Path])
        {
            using WeightFile file = WeightFile.Open(path);
            file.Entries.Select(entry => entry.Name).ShouldBe(["a", "b", "c"]);
            file.Files.Count.ShouldBe(2);
            byte[] bytes = new byte[4];
            file.CopyTo(file["c"], bytes);
            BitConverter.ToSingle(bytes).ShouldBe(3);
        }
    }

    [Fact]
    public void A_missing_shard_is_named()
    {
        string index = Index(Good);
        File.Delete(folder.File("model-00002-of-00002.safetensors"));
        ShouldRefuse(index, "model-00002-of-00002.safetensors", "Download all shards");
    }

    [Fact]
    public void A_tensor_in_two_shards_is_named()
    {
        Shard("model-00002-of-00002.safetensors", ("c", 3), ("a", 9));
        ShouldRefuse(Index(Good), "'a'", "model-00002-of-00002.safetensors");
    }

    [Fact]
    public void A_tensor_that_the_index_does_not_place_or_that_its_shard_lacks_is_named()
    {
        Dictionary<string, string> less = Good;
        less.Remove("b");
        ShouldRefuse(Index(less), "'b'");
        ShouldRefuse(Index(new Dictionary<string, string>(Good) { ["d"] = "model-00002-of-00002.safetensors" }), "'d'", "lacks it");
    }

    [Theory]
    [InlineData("../model-00002-of-00002.safetensors")]
    [InlineData("sub/model.safetensors")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("a\\b.safetensors")]
    [InlineData("other.safetensors.index.json")]
    public void A_shard_that_is_no_file_beside_the_index_is_refused(string shard) =>
        ShouldRefuse(Index(new Dictionary<string, string>(Good) { ["c"] = shard }), "no file beside the index");

    [Theory]
    [InlineData("{\"weight_map\": {\"a\": \"x\", \"a\": \"y\"}}", "twice")]
    [InlineData("{\"weight_map\": {}}", "1 to 1000 shards")]
    [InlineData("{\"weight_map\": []}", "no weight_map")]
    [InlineData("{}", "no weight_map")]
    [InlineData("{\"weight_map\": {\"a\": 3}}", "no file beside")]
    [InlineData("{", "not valid JSON")]
    public void A_wrong_index_is_refused(string json, string says)
    {
        string index = folder.File("model.safetensors.index.json");
        File.WriteAllText(index, json);
        ShouldRefuse(index, says);
    }

    public void Dispose() => folder.Dispose();

    private static void ShouldRefuse(string path, params string[] says)
    {
        string message = Should.Throw<InvalidInputException>(() => WeightFile.Open(path)).Message;
        message.ShouldContain("model.safetensors.index.json");
        foreach (string words in says)
        {
            message.ShouldContain(words);
        }
    }

    private string Index(Dictionary<string, string> map)
    {
        string path = folder.File("model.safetensors.index.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { metadata = new { total_size = 12 }, weight_map = map }));
        return path;
    }

    private void Shard(string name, params (string Name, float Value)[] tensors) =>
        SafetensorsWriter.Write(folder.File(name), [.. tensors.Select(tensor => SafetensorsContent.Float32(tensor.Name, [1], new[] { tensor.Value }))]);
}
