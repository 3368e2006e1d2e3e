using System.Text.Json;
using MedClip.Fixtures;

namespace MedClip.Knowledge.Tests;

[Trait("Category", "Fixtures")]
public sealed class SoftTargetGoldenTests
{
    private const double Tolerance = 1e-11;

    [SkippableTheory]
    [InlineData("losses/paper.json", Behaviour.Paper)]
    [InlineData("losses/reference.json", Behaviour.Reference)]
    public void Similarity_and_targets_equal_the_golden_numbers(string file, Behaviour behaviour)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture(file)));
        int compared = 0;
        foreach (JsonElement golden in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement outputs = golden.GetProperty("outputs");
            if (!outputs.TryGetProperty("label_similarity", out JsonElement expected))
            {
                continue;
            }

            string name = golden.GetProperty("name").GetString()!;
            JsonElement inputs = golden.GetProperty("inputs");
            (double[] images, int width) = Read(inputs.GetProperty("image_labels"));
            (double[] texts, _) = Read(inputs.GetProperty("text_labels"));
            double temperature = golden.TryGetProperty("target_temperature", out JsonElement t) ? t.GetDouble() : 1;
            var similarity = new double[images.Length / width * (texts.Length / width)];
            var overTexts = new double[similarity.Length];
            var overImages = new double[similarity.Length];
            LabelSimilarity.Compute(behaviour, images, texts, width, similarity);
            SoftTargets.OverTexts(similarity, texts.Length / width, temperature, overTexts);
            SoftTargets.OverImages(similarity, texts.Length / width, temperature, overImages);

            double tolerance = expected.GetProperty("dtype").GetString() == "f64" ? Tolerance : 2e-6;
            ShouldEqual(similarity, expected, tolerance, $"{name}: similarity");
            ShouldEqual(overTexts, outputs.GetProperty("targets_v2t"), tolerance, $"{name}: targets over texts");
            ShouldEqual(overImages, outputs.GetProperty("targets_t2v"), tolerance, $"{name}: targets over images");
            compared++;
        }

        compared.ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public void A_match_among_a_hundred_texts_is_hardly_preferred_as_the_geometry_says()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture("losses/paper.json")));
        JsonElement geometry = document.RootElement.GetProperty("geometry");
        int texts = geometry.GetProperty("texts").GetInt32(), matching = geometry.GetProperty("matching").GetInt32();
        double[] targets = [.. Enumerable.Range(0, texts).Select(j => j < matching ? 1.0 : 0.0)];
        SoftTargets.OverTexts(targets, texts, 1, targets);
        targets[0].ShouldBe(geometry.GetProperty("target_on_match").GetDouble(), Tolerance);
        targets[^1].ShouldBe(geometry.GetProperty("target_on_mismatch").GetDouble(), Tolerance);
    }

    private static (double[] Values, int Width) Read(JsonElement array) =>
        ([.. array.GetProperty("data").EnumerateArray().Select(x => x.GetDouble())], array.GetProperty("shape")[1].GetInt32());

    private static void ShouldEqual(double[] actual, JsonElement expected, double tolerance, string what)
    {
        (double[] values, _) = Read(expected);
        actual.Length.ShouldBe(values.Length, what);
        for (int i = 0; i < values.Length; i++)
        {
            Math.Abs(actual[i] - values[i]).ShouldBeLessThanOrEqualTo(tolerance * Math.Max(1, Math.Abs(values[i])), $"{what}, number {i}");
        }
    }
}
