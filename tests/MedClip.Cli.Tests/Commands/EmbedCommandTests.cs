using System.Globalization;
using System.Text.Json;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Cli.Tests;

public class EmbedCommandTests
{
    [Fact]
    public async Task Lines_of_standard_input_are_embedded_in_order_in_every_format()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = await SmallWeights.Checkpoint(folder);
        foreach (string format in (string[])["csv", "jsonl", "safetensors"])
        {
            CliRun run = await CliRun.Piped("no effusion\n\nedema\nno effusion\n", "embed", checkpoint, "--texts", "-", "--output", folder[$"out.{format}"]);
            run.ExitCode.ShouldBe(0, run.Error);
        }

        using SafetensorsFile file = SafetensorsFile.Open(folder["out.safetensors"]);
        file["texts"].Shape.ShouldBe([3, 8]);
        file.Metadata["texts"].ShouldBe("[\"no effusion\",\"edema\",\"no effusion\"]");
        float[] values = file.Read<float>("texts");
        values[..8].Sum(x => x * x).ShouldBe(1, 1e-5);
        values[..8].ShouldBe(values[16..]);
        string[] rows = File.ReadAllLines(folder["out.csv"]);
        rows[0].ShouldBe("kind,name,0,1,2,3,4,5,6,7");
        rows[1..].SelectMany(row => row.Split(',')[2..]).Select(cell => float.Parse(cell, CultureInfo.InvariantCulture)).ShouldBe(values);
        rows[2].ShouldStartWith("texts,edema,");
        JsonElement[] lines = [.. File.ReadLines(folder["out.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];
        lines.Select(line => line.GetProperty("name").GetString()).ShouldBe(["no effusion", "edema", "no effusion"]);
        lines.SelectMany(line => line.GetProperty("embedding").EnumerateArray().Select(x => x.GetSingle())).ShouldBe(values);
    }

    [Fact]
    public async Task Prepared_tensors_of_either_precision_are_taken_from_files_that_hold_others_too()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = await SmallWeights.Checkpoint(folder);
        using DisposeScope scope = NewDisposeScope();
        Tensor pixels = linspace(-1, 1, 2 * 3 * 32 * 32).reshape(2, 3, 32, 32).to(ScalarType.Float16);
        Tensor ids = tensor(new long[] { 2, 5, 7, 3, 2, 9, 3, 0 }, [2, 4]);
        Tensor mask = tensor(new long[] { 1, 1, 1, 1, 1, 1, 1, 0 }, [2, 4]);
        Save(folder["half.safetensors"], ("pixel_values", pixels), ("input_ids", ids), ("attention_mask", mask), ("img_labels", ones([2, 14], dtype: ScalarType.Float64)), ("unsigned", zeros([3], dtype: ScalarType.Byte)));
        Save(folder["float.safetensors"], ("pixel_values", pixels.to(ScalarType.Float32)), ("input_ids", ids.to(ScalarType.Int32)), ("attention_mask", mask.to(ScalarType.Int32)));

        Dictionary<string, float[]> half = await Embedded("half");
        Dictionary<string, float[]> single = await Embedded("float");

        half.Keys.Order().ShouldBe(["image_embeds", "logits_per_image", "text_embeds"]);
        foreach ((string name, float[] values) in half)
        {
            values.ShouldBe(single[name], name);
        }

        using LoadedCheckpoint loaded = Checkpoint.Load(checkpoint);
        using IDisposable still = no_grad();
        half["logits_per_image"].ShouldBe(loaded.Model.call(pixels.to(ScalarType.Float32), ids, mask).data<float>().ToArray(), 1e-5f);

        async Task<Dictionary<string, float[]>> Embedded(string name)
        {
            CliRun run = await CliRun.Of("embed", checkpoint, "--pixel-values", folder[$"{name}.safetensors"], "--input-ids", folder[$"{name}.safetensors"], "--output", folder[$"{name}.out.safetensors"]);
            run.ExitCode.ShouldBe(0, run.Error);
            using SafetensorsFile file = SafetensorsFile.Open(folder[$"{name}.out.safetensors"]);
            return file.Entries.ToDictionary(entry => entry.Name, entry => file.Read<float>(entry.Name));
        }
    }

    [Fact]
    public async Task Prepared_tensors_that_do_not_fit_are_named()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = await SmallWeights.Checkpoint(folder);
        using DisposeScope scope = NewDisposeScope();
        Save(folder["in.safetensors"], ("pixel_values", zeros(3, 32, 32)), ("input_ids", full([1, 4], 99L, dtype: ScalarType.Int64)), ("attention_mask", ones([1, 4], dtype: ScalarType.Int64)));

        async Task Refused(string option, params string[] says)
        {
            CliRun run = await CliRun.Of("embed", checkpoint, option, folder["in.safetensors"], "--output", folder["out.safetensors"]);
            run.ExitCode.ShouldBe(1, run.Error);
            foreach (string words in says)
            {
                run.Error.ShouldContain(words);
            }
        }

        await Refused("--pixel-values", "pixel_values", "[3,32,32]");
        await Refused("--input-ids", "an id outside 0 to 11");
        Save(folder["in.safetensors"], ("pixels", zeros(1)));
        await Refused("--pixel-values", "no such tensor", "in.safetensors");
    }

    [Fact]
    public async Task Wrong_use_is_said()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = await SmallWeights.Checkpoint(folder);
        (await CliRun.Of("embed", checkpoint, "--output", folder["out.csv"])).ExitCode.ShouldBe(2);
        (await CliRun.Of("embed", checkpoint, "--texts", "-", "--input-ids", "a.safetensors", "--output", folder["out.csv"])).ExitCode.ShouldBe(2);
        CliRun empty = await CliRun.Piped("\n", "embed", checkpoint, "--texts", "-", "--output", folder["out.csv"]);
        empty.ExitCode.ShouldBe(1);
        empty.Error.ShouldContain("holds no text");
        CliRun format = await CliRun.Piped("no\n", "embed", checkpoint, "--texts", "-", "--output", folder["out.parquet"]);
        format.ExitCode.ShouldBe(1);
        format.Error.ShouldContain(".safetensors, .csv and .jsonl");
    }

    private static void Save(string path, params (string Name, Tensor Value)[] tensors) => TensorFile.Save(path, tensors.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
}
