using System.Numerics;
using System.Text.Json;

namespace MedClip.Models.Tests;

/// <summary>fixtures/zeroshot/classifier.json: the released PromptClassifier, and our paired score.</summary>
[Trait("Category", "Fixtures")]
public sealed class ZeroShotFixtureTests
{
    private static readonly (string Name, PromptEnsemble Ensemble)[] Ensembles =
    [
        ("max_over_prompts", PromptEnsemble.MaxLogit), ("mean_over_prompts", PromptEnsemble.MeanLogit),
        ("not_the_reference_mean_of_unit_embeddings_then_renormalized", PromptEnsemble.MeanEmbedding),
    ];

    [SkippableFact]
    public void Class_logits_equal_the_references()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture("zeroshot/classifier.json")));
        foreach (JsonElement item in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (item.GetProperty("precision").GetString() == "float32")
            {
                Check<float>(item, 3e-6);
            }
            else
            {
                Check<double>(item, 1e-11);
            }
        }
    }

    [SkippableFact]
    public void Paired_logits_and_their_differences_equal_the_goldens()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireFixture("zeroshot/classifier.json")));
        JsonElement paired = document.RootElement.GetProperty("paired");
        double[] images = Unit<double>(paired.GetProperty("image"));
        int width = Width(paired.GetProperty("image"));
        foreach ((string name, PromptEnsemble ensemble) in Ensembles[..2])
        {
            JsonElement expected = paired.GetProperty("outputs").GetProperty(name);
            double[] positive = Logits(paired.GetProperty("positive_prompts"), images, width, 1 / 0.07, ensemble);
            double[] negative = Logits(paired.GetProperty("negative_prompts"), images, width, 1 / 0.07, ensemble);
            positive.ShouldBe(Numbers<double>(expected.GetProperty("positive_logit")), 1e-9, name);
            negative.ShouldBe(Numbers<double>(expected.GetProperty("negative_logit")), 1e-9, name);
        }
    }

    private static void Check<T>(JsonElement item, double tolerance)
        where T : IRootFunctions<T>, INumber<T>
    {
        JsonElement image = item.GetProperty("image");
        T[] images = Unit<T>(image);
        double scale = Math.Exp(Math.Clamp(item.GetProperty("log_scale").GetDouble(), 0, 4.6052));
        foreach ((string name, PromptEnsemble ensemble) in Ensembles)
        {
            if (!item.GetProperty("outputs").TryGetProperty(name, out JsonElement output))
            {
                continue;
            }

            double[] actual = [.. Logits(item.GetProperty("prompts"), images, Width(image), T.CreateChecked(scale), ensemble).Select(double.CreateChecked)];
            double[] expected = Numbers<double>(output.GetProperty("logits"));
            for (int i = 0; i < expected.Length; i++)
            {
                actual[i].ShouldBe(expected[i], tolerance * Math.Max(1, Math.Abs(expected[i])), $"{item.GetProperty("name")} {name} {i}");
            }
        }
    }

    private static T[] Logits<T>(JsonElement classes, T[] images, int width, T scale, PromptEnsemble ensemble)
        where T : IRootFunctions<T>, INumber<T>
    {
        T[][] prompts = [.. classes.EnumerateObject().Select(c => Unit<T>(c.Value))];
        int[] counts = [.. prompts.Select(p => p.Length / width)];
        var logits = new T[images.Length / width * counts.Length];
        ZeroShotArithmetic.ClassLogits<T>(images, prompts.SelectMany(p => p).ToArray(), counts, width, scale, ensemble, logits);
        return logits;
    }

    private static T[] Unit<T>(JsonElement array)
        where T : IRootFunctions<T>, INumber<T>
    {
        T[] rows = Numbers<T>(array);
        ZeroShotArithmetic.NormalizeRows<T>(rows, Width(array));
        return rows;
    }

    private static int Width(JsonElement array) => array.GetProperty("shape").EnumerateArray().Last().GetInt32();

    private static T[] Numbers<T>(JsonElement array)
        where T : INumberBase<T> => [.. array.GetProperty("data").EnumerateArray().Select(e => T.CreateChecked(e.GetDouble()))];
}
