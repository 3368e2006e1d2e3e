using MedClip.Data;
using MedClip.Models;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Tests;

public sealed class CheckpointInferenceTests : IDisposable
{
    private readonly SmallCheckpoint checkpoint = new();

    public void Dispose() => checkpoint.Dispose();

    [Fact]
    public void A_loaded_checkpoint_scores_films_the_same_alone_and_in_a_batch()
    {
        using ZeroShotClassifier classifier = ZeroShotClassifier.Load(checkpoint.Path);
        string[] films = [checkpoint.Film(1), checkpoint.Film(2), checkpoint.Text("notes.png", "no picture"), checkpoint.Film(3)];
        IReadOnlyList<ClassificationResult> together = classifier.Classify(films);
        together[2].Error!.Code.ShouldBe(InferenceError.ImageUnreadable);
        foreach (int i in new[] { 0, 1, 3 })
        {
            together[i].Scores.Select(s => s.Finding).ShouldBe(FindingSet.Competition);
            ClassificationResult alone = classifier.Classify(films[i]);
            for (int k = 0; k < FindingSet.Competition.Count; k++)
            {
                double score = together[i].Scores[k].Score!.Value;
                double.IsFinite(score).ShouldBeTrue();
                alone.Scores[k].Score!.Value.ShouldBe(score, 1e-4);
            }
        }

        together[0].Scores[0].Score.ShouldNotBe(together[1].Scores[0].Score);
    }

    [Fact]
    public void The_front_door_agrees_with_the_model_and_head_below_it()
    {
        using ZeroShotClassifier classifier = ZeroShotClassifier.Load(checkpoint.Path);
        using Embedder embedder = Embedder.Load(checkpoint.Path);
        using LoadedCheckpoint loaded = Checkpoint.Load(checkpoint.Path);
        ZeroShotHead head = ZeroShotHead.Create(loaded.Model, loaded.Tokenizer, PromptSet.Default.Subset(loaded.Findings));
        float[] embedding = embedder.EmbedImage(checkpoint.Film(4));
        embedding.Sum(x => x * x).ShouldBe(1, 1e-4f);
        float[] expected = head.Score(embedding);
        float[] actual = classifier.Score(embedding);
        for (int k = 0; k < expected.Length; k++)
        {
            actual[k].ShouldBe(expected[k], 1e-3f);
        }

        embedder.EmbedTexts(["No pleural effusion.", "The heart is enlarged."]).ShouldAllBe(text => Math.Abs(text.Sum(x => x * x) - 1) < 1e-4);
    }

    [Fact]
    public void Options_choose_device_precision_and_batching_and_answers_stay_near()
    {
        using Embedder exact = Embedder.Load(checkpoint.Path);
        using Embedder fast = Embedder.Load(checkpoint.Path, new EmbedderOptions { Precision = NumericPrecision.BFloat16, TextBatching = TextBatching.Fast, BatchSize = 2 });
        fast.Provenance.Versions["Computation"].ShouldBe("cpu, BFloat16, Fast text batching");
        Cosine(exact.EmbedImage(checkpoint.Film(4)), fast.EmbedImage(checkpoint.Film(4))).ShouldBeInRange(0.99, 1.0001);
        string[] texts = ["No pleural effusion.", "Heart.", "The heart is enlarged and there is a small effusion on the left.", "Edema."];
        IReadOnlyList<float[]> expected = exact.EmbedTexts(texts);
        IReadOnlyList<float[]> actual = fast.EmbedTexts(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            Cosine(expected[i], actual[i]).ShouldBeInRange(0.99, 1.0001, texts[i]);
        }
    }

    [Fact]
    public void A_precision_or_a_device_that_is_not_to_be_had_is_refused()
    {
        Should.Throw<InvalidInputException>(() => Embedder.Load(checkpoint.Path, new EmbedderOptions { Precision = NumericPrecision.Float16 })).Message.ShouldContain("CUDA");
        using ServiceProvider provider = new ServiceCollection().AddMedClip()
            .AddZeroShot(checkpoint.Path, new ZeroShotOptions { Embedding = new EmbedderOptions { Device = "cuda:99" } }).Services.BuildServiceProvider();
        Should.Throw<InvalidInputException>(() => provider.GetRequiredService<ZeroShotClassifier>()).Message.ShouldContain("cuda:99");
    }

    private static double Cosine(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();

    [Fact]
    public void Provenance_names_the_weights_and_the_preprocessing()
    {
        using Embedder embedder = Embedder.Load(checkpoint.Path);
        embedder.Provenance.ModelHash.Length.ShouldBe(64);
        embedder.Provenance.Checkpoint.ShouldBe(checkpoint.Path);
        embedder.Provenance.Preprocessing.ShouldStartWith($"Default, {SmallCheckpoint.Size} px");
        embedder.Provenance.Versions["libtorch"].ShouldNotBeEmpty();
        embedder.Dispose();
        Should.Throw<ObjectDisposedException>(() => embedder.EmbedText("gone"));
    }

    [Fact]
    public async Task Services_share_one_model_among_many_callers()
    {
        await using ServiceProvider provider = new ServiceCollection().AddMedClip().AddZeroShot(checkpoint.Path).AddLabeling().Services.BuildServiceProvider();
        ZeroShotClassifier classifier = provider.GetRequiredService<ZeroShotClassifier>();
        provider.GetRequiredService<ZeroShotClassifier>().ShouldBeSameAs(classifier);
        string film = checkpoint.Film(6);
        double expected = classifier.Classify(film).Scores[0].Score!.Value;
        ClassificationResult[] results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => classifier.ClassifyAsync(film)));
        results.ShouldAllBe(result => Math.Abs(result.Scores[0].Score!.Value - expected) < 1e-4);
        provider.GetRequiredService<Embedder>().Dimensions.ShouldBe(8);
    }

    [Fact]
    public void A_checkpoint_with_a_gate_refuses_noise_and_takes_films()
    {
        var generator = new PhantomFilmGenerator(new SeedSequence(3));
        PixelImage[] phantoms = [.. Enumerable.Range(0, 40).Select(i => generator.Draw(i).Image)];
        Checkpoint.Amend(checkpoint.Path, manifest => manifest with { Gate = FilmGateFit.Fit(phantoms, [], "phantoms", new SeedSequence(1)) });
        using ZeroShotClassifier classifier = ZeroShotClassifier.Load(checkpoint.Path);
        classifier.Classify(checkpoint.Film(1)).Error!.Code.ShouldBe(InferenceError.NotAChestFilm);
        classifier.Classify(Film.FromPixels(generator.Draw(40).Image)).Error.ShouldBeNull();
        using ZeroShotClassifier open = ZeroShotClassifier.Load(checkpoint.Path, new ZeroShotOptions { Embedding = new EmbedderOptions { FilmGate = false } });
        open.Classify(checkpoint.Film(1)).Error.ShouldBeNull();

        string path = System.IO.Path.Combine(checkpoint.Path, Checkpoint.ManifestFile);
        System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(path).Replace("\"parameters\": \"", "\"parameters\": \"AAAA", StringComparison.Ordinal));
        Should.Throw<InvalidInputException>(() => Embedder.Load(checkpoint.Path)).Message.ShouldContain("gate.parameters");
    }

    [Fact]
    public void A_manifest_with_an_unknown_preprocessing_is_refused()
    {
        using var odd = new SmallCheckpoint("sideways");
        Should.Throw<InvalidInputException>(() => Embedder.Load(odd.Path)).Message.ShouldContain("sideways");
    }
}
