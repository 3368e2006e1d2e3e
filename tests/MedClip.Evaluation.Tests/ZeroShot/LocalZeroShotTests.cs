using System.Text.Json;
using MedClip.Data;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Evaluation.Tests;

/// <summary>GLoRIA's words in regions: golden numbers, regions with a known answer, and a whole model.</summary>
public sealed class LocalZeroShotTests
{
    private static readonly FindingSet Findings = new([Finding.Edema, Finding.Fracture]);

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void Similarities_and_class_scores_are_the_published_codes()
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement root = Golden.Load("zeroshot/gloria.json");
        Tensor regions = Array(root.GetProperty("regions")), images = Array(root.GetProperty("image"));
        foreach (JsonProperty family in root.GetProperty("texts").EnumerateObject())
        {
            JsonElement expected = root.GetProperty("similarities").GetProperty(family.Name);
            double[] local = LocalSimilarity.Local(regions, Array(family.Value.GetProperty("words")), family.Value.Integers("cap_lens"));
            double[] global = LocalSimilarity.Global(images, Array(family.Value.GetProperty("sentence")));
            local.ShouldAgree(expected.Numbers("local"), family.Name, 1e-6);
            global.ShouldAgree(expected.Numbers("global"), family.Name, 1e-6);
            local.Zip(global, (l, g) => (l + g) / 2).ToArray().ShouldAgree(expected.Numbers("both"), family.Name, 1e-6);
        }
    }

    [Fact]
    public void A_class_scores_by_its_best_prompt_standardised_over_films()
    {
        float[] scores = LocalSimilarity.ClassScores([1, 3, 10, 2, 2, 10, 3, 1, 13], [2, 1]);
        scores.ShouldBe([0.7071068f, -0.7071068f, -1.4142135f, -0.7071068f, 0.7071068f, 1.4142135f], 1e-5);
        LocalSimilarity.ClassScores([1, 3, 10], [2, 1]).ShouldBe([3, 10]);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0.5)]
    public void Films_with_a_region_like_the_words_are_found_and_not_when_labels_are_shuffled(bool shuffled, double auc)
    {
        // Films of 3×3 regions of noise; one of them looks like the finding's word.
        using DisposeScope scope = NewDisposeScope();
        SplitMix64 random = new SeedSequence(5).For("regions").ToRandom();
        const int Films = 80, Width = 12, Places = 9;
        float[] Gaussian(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        float[][] word = [Gaussian(Width), Gaussian(Width)];
        var values = new float[Films * Width * Places];
        var labels = new FindingLabels[Films];
        for (int n = 0; n < Films; n++)
        {
            int shown = n % 2, place = random.Next(Places);
            labels[n] = FindingLabels.Of(Findings, Findings[shown]);
            for (int d = 0; d < Width; d++)
            {
                for (int r = 0; r < Places; r++)
                {
                    values[(((n * Width) + d) * Places) + r] = (0.3f * (float)random.NextGaussian()) + (r == place ? 2 * word[shown][d] : 0);
                }
            }
        }

        if (shuffled)
        {
            random.Shuffle<FindingLabels>(labels);
        }

        Tensor regions = tensor(values, [Films, Width, 3, 3]);
        // [CLS], then the word.
        Tensor words = tensor([.. word.SelectMany(w => Enumerable.Range(0, Width).SelectMany(d => (float[])[0, w[d]]))], [2, Width, 2]);
        float[] scores = LocalSimilarity.ClassScores(LocalSimilarity.Local(regions, words, [1, 1]), [1, 1]);
        new ZeroShotProtocol().Evaluate(Findings, scores, labels).MeanAuc.ShouldBe(auc, shuffled ? 0.15 : 0.03);
    }

    [Fact]
    public void A_model_with_local_features_is_evaluated_on_films_and_another_refused()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            new PhantomSet(new SeedSequence(1), new PhantomSetOptions { Films = 12 }).Write(folder);
            ImageTable films = ImageTable.Load(Path.Combine(folder, "labels.csv"));
            WordPieceTokenizer tokenizer = WordPieceTokenizer.Build(["there is pulmonary edema", "a rib fracture is seen", "the heart is enlarged"], 300);
            MedClipConfig config = MedClipConfig.Film64 with { ProjectionSize = 16, LocalFeatures = true };
            config = config with { Text = ((BertConfig)config.Text) with { VocabularySize = tokenizer.VocabularySize, Layers = 4 } };
            var prompts = PromptSet.Default.Subset(new FindingSet([Finding.Cardiomegaly, Finding.PleuralEffusion]));
            using var model = new MedClipModel(config, new SeedSequence(1));
            model.eval();
            var images = new ImageLoader([.. films], new ImagePreprocessor(new PreprocessingSpec { Size = 64 }));

            LocalZeroShotResult result = new LocalZeroShot(model, tokenizer, prompts).Evaluate(images, [.. films.Select(f => f.Labels!)], batchSize: 5);

            result.Both.Images.ShouldBe(12);
            result.Local.Findings.Select(f => f.Finding).ShouldBe(prompts.Findings);
            using var plain = new MedClipModel(config with { LocalFeatures = false }, new SeedSequence(1));
            Should.Throw<InvalidInputException>(() => new LocalZeroShot(plain, tokenizer, prompts).Evaluate(images, [.. films.Select(f => f.Labels!)])).Message.ShouldContain("local features");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Tensor Array(JsonElement array) => tensor(array.Numbers("data"), [.. array.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())]);
}
