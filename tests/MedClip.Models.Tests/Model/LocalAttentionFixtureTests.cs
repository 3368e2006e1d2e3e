using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>fixtures/losses/gloria.json and fixtures/zeroshot/gloria.json: similarities, attention, loss and gradients of GLoRIA's local part.</summary>
[Trait("Category", "Fixtures")]
public sealed class LocalAttentionFixtureTests
{
    [SkippableFact]
    public void Similarities_attention_loss_and_gradients_are_the_released_codes()
    {
        using DisposeScope scope = NewDisposeScope();
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture("losses/gloria.json")));
        JsonElement[] cases = [.. file.RootElement.GetProperty("local").EnumerateArray()];
        cases.ShouldNotBeEmpty();
        foreach (JsonElement row in cases)
        {
            string name = row.GetProperty("name").GetString()!;
            JsonElement outputs = row.GetProperty("outputs");
            Tensor regions = Array(row.GetProperty("inputs").GetProperty("regions")).requires_grad_();
            Tensor words = Array(row.GetProperty("inputs").GetProperty("words")).requires_grad_();
            int[] lengths = [.. row.GetProperty("inputs").GetProperty("caption_lengths").EnumerateArray().Select(e => e.GetInt32())];
            (double first, double second, double third) = (row.GetProperty("temp1").GetDouble(), row.GetProperty("temp2").GetDouble(), row.GetProperty("temp3").GetDouble());
            bool mean = row.GetProperty("aggregate").GetString() == "mean";
            var columns = new List<Tensor>();
            for (int j = 0; j < lengths.Length; j++)
            {
                Tensor real = words.narrow(0, j, 1).narrow(2, 0, lengths[j]).expand(regions.shape[0], -1, -1);   // (B, P, W)
                (Tensor context, Tensor attention) = LocalAttention.Attend(real, regions, first);
                columns.Add((LocalAttention.Similarity(real, context, second) - (mean ? Math.Log(lengths[j]) : 0)) * third);
                if (outputs.TryGetProperty("attention_of_matching_pairs", out JsonElement pairs))
                {
                    Tensor expected = Array(pairs[j]);
                    Tensors.ShouldMatch(attention.narrow(0, j, 1).reshape(expected.shape), expected, 1e-11, $"{name}: attention of text {j}");
                }
            }

            Tensor similarities = stack(columns, 1);                                       // (B, texts)
            Tensor places = arange(lengths.Length, dtype: ScalarType.Int64);
            Tensor image = nn.functional.cross_entropy(similarities, places);
            Tensor text = nn.functional.cross_entropy(similarities.transpose(0, 1), places);
            (image + text).backward();
            Tensors.ShouldMatch(similarities, Array(outputs.GetProperty("similarities_times_temp3")), 1e-11, name);
            image.item<double>().ShouldBe(outputs.GetProperty("loss_image").GetDouble(), 1e-9, name);
            text.item<double>().ShouldBe(outputs.GetProperty("loss_text").GetDouble(), 1e-9, name);
            Tensors.ShouldMatch(regions.grad!, Array(outputs.GetProperty("grad_regions")), 1e-9, $"{name}: regions");
            Tensors.ShouldMatch(words.grad!, Array(outputs.GetProperty("grad_words")), 1e-9, $"{name}: words");
        }
    }

    [SkippableFact]
    public void Zero_shot_similarities_are_five_times_the_largest_cosine_of_a_word()
    {
        using DisposeScope scope = NewDisposeScope();
        using JsonDocument file = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture("zeroshot/gloria.json")));
        JsonElement root = file.RootElement;
        Tensor regions = Array(root.GetProperty("regions"));                               // (N, P, h, w)
        foreach (JsonProperty family in root.GetProperty("texts").EnumerateObject())
        {
            Tensor words = Array(family.Value.GetProperty("words"));                       // (M, P, W)
            int[] lengths = [.. family.Value.GetProperty("cap_lens").EnumerateArray().Select(e => e.GetInt32())];
            Tensor[] columns = [.. lengths.Select((length, j) =>
            {
                Tensor real = words.narrow(0, j, 1).narrow(2, 1, Math.Min(length, (int)words.shape[2] - 1)).expand(regions.shape[0], -1, -1);
                (Tensor context, _) = LocalAttention.Attend(real, regions);
                return nn.functional.cosine_similarity(real, context, 1).amax([1]) * 5;    // (N)
            })];
            Tensors.ShouldMatch(stack(columns, 1), Array(root.GetProperty("similarities").GetProperty(family.Name).GetProperty("local")), 1e-6, family.Name);
        }
    }

    private static Tensor Array(JsonElement array)
    {
        double[] data = [.. array.GetProperty("data").EnumerateArray().Select(e => e.GetDouble())];
        return tensor(data, [.. array.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())]);
    }
}
