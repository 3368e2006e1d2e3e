using MedClip.Models;

namespace MedClip.Tests;

public sealed class ZeroShotClassifierTests : IDisposable
{
    private static readonly FindingSet Learned = FindingSet.Of("Edema", "Fracture");
    private static readonly PromptSet Prompts = new([new(Finding.Edema, ["0"], []), new(Finding.Fracture, ["90"], []), new(Finding.Pneumothorax, ["180"], [])]);
    private readonly FilmFolder films = new();
    private readonly FakeEncoder encoder = new(Learned);
    private readonly Embedder embedder;

    public ZeroShotClassifierTests() => embedder = new Embedder(encoder);

    public void Dispose()
    {
        embedder.Dispose();
        films.Dispose();
    }

    [Fact]
    public void A_score_is_the_scaled_mean_of_the_cosines_with_the_prompts()
    {
        using var classifier = new ZeroShotClassifier(embedder, new ZeroShotOptions
        {
            Prompts = new PromptSet([new(Finding.Edema, ["0", "60"], []), new(Finding.Fracture, ["90"], ["180"])]),
            Ensemble = PromptEnsemble.MeanLogit,
            Thresholds = new Dictionary<Finding, double> { [Finding.Fracture] = 0.4 },
        });
        ClassificationResult result = classifier.Classify(films.Add("a", "0"));
        result[Finding.Edema].Score!.Value.ShouldBe(10 * (1 + 0.5) / 2, 1e-5);
        result[Finding.Edema].Threshold.ShouldBeNull();
        result[Finding.Fracture].Score!.Value.ShouldBe(0 - -10, 1e-5); // Presence at 90 degrees, absence at 180.
        result[Finding.Fracture].Threshold.ShouldBe(0.4);
        result[Finding.Fracture].Probability.ShouldBeNull();
        result.Provenance.Preprocessing.ShouldBe("angles");
    }

    [Fact]
    public void A_probability_is_given_for_the_prompts_that_it_was_fitted_to_and_says_on_what()
    {
        using var calibrated = new Embedder(new FakeEncoder(Learned)
        {
            Calibration = new CheckpointCalibration
            {
                Data = "9 films of t.csv", Fitted = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero), Method = "platt",
                Findings = new Dictionary<string, FindingCalibration> { ["edema"] = new(new PlattMap(-0.5, 1), 4, 5, PromptFingerprint.Of(Prompts.Items[0]), 7) },
            },
        });
        string film = films.Add("a", "0");
        using var classifier = new ZeroShotClassifier(calibrated, new ZeroShotOptions { Prompts = Prompts });
        ClassificationResult result = classifier.Classify(film);
        result[Finding.Edema].Probability!.Value.ShouldBe(1 / (1 + Math.Exp(-4)), 1e-5);   // 0.5 · 10 − 1
        result[Finding.Edema].Threshold.ShouldBe(7);
        result[Finding.Edema].ProbabilityBasis.ShouldBe("platt, 4 films with the finding and 5 without of 9 films of t.csv, 2026-03-04; patients: not known");
        result[Finding.Fracture].ShouldBe(new FindingScore(Finding.Fracture, FindingState.Scored, result[Finding.Fracture].Score));
        classifier.Probabilities([0, 0]).ShouldBe([1 / (1 + Math.E), null]);
        Should.Throw<ArgumentException>(() => classifier.Probabilities([0]));

        var own = new ZeroShotOptions { Prompts = Prompts, Thresholds = new Dictionary<Finding, double> { [Finding.Edema] = 3 } };
        new ZeroShotClassifier(calibrated, own).Classify(film)[Finding.Edema].Threshold.ShouldBe(3);
        var others = new PromptSet([new(Finding.Edema, ["1"], []), new(Finding.Fracture, ["90"], [])]);
        foreach (ZeroShotOptions other in new[] { own with { Prompts = others }, own with { Ensemble = PromptEnsemble.MaxLogit } })
        {
            FindingScore score = new ZeroShotClassifier(calibrated, other).Classify(film)[Finding.Edema];
            score.Probability.ShouldBeNull();
            score.ProbabilityBasis.ShouldBeNull();
        }
    }

    [Fact]
    public void A_finding_that_was_never_learned_is_marked_and_scored_only_when_asked()
    {
        var options = new ZeroShotOptions { Findings = [Finding.Pneumothorax, Finding.Edema], Prompts = Prompts };
        using var classifier = new ZeroShotClassifier(embedder, options);
        string film = films.Add("a", "0");
        ClassificationResult result = classifier.Classify(film);
        result.Scores[0].ShouldBe(new FindingScore(Finding.Pneumothorax, FindingState.NotLearned, null));
        result.Scores[1].State.ShouldBe(FindingState.Scored);
        result.Scores[1].Score!.Value.ShouldBe(10, 1e-5);
        classifier.Score([1, 0])[0].ShouldBe(float.NaN);
        using var bold = new ZeroShotClassifier(embedder, options with { ScoreUnlearned = true });
        bold.Classify(film).Scores[0].Score!.Value.ShouldBe(-10, 1e-5);
        bold.Classify(film).Scores[0].State.ShouldBe(FindingState.NotLearned);
        using var none = new ZeroShotClassifier(embedder, options with { Findings = [Finding.Pneumothorax] });
        none.Classify(film).Scores.Single().Score.ShouldBeNull();
    }

    [Fact]
    public void Prompts_are_encoded_once_and_each_film_once()
    {
        using var classifier = new ZeroShotClassifier(embedder, new ZeroShotOptions { Prompts = Prompts });
        int prompts = encoder.TextsEncoded;
        classifier.Classify([films.Add("a", "0"), films.Add("b", "45")]);
        classifier.Classify(films.Add("c", "45"));
        encoder.TextsEncoded.ShouldBe(prompts);
        encoder.ImagesEncoded.ShouldBe(3);
    }

    [Fact]
    public void A_film_that_cannot_be_read_has_an_error_and_says_so_when_asked_for_a_score()
    {
        using var classifier = new ZeroShotClassifier(embedder, new ZeroShotOptions { Prompts = Prompts });
        ClassificationResult result = classifier.Classify(films.Missing);
        result.Error!.Code.ShouldBe(InferenceError.ImageMissing);
        result.Scores.ShouldBeEmpty();
        Should.Throw<KeyNotFoundException>(() => result[Finding.Edema]).Message.ShouldContain("no such file");
    }

    [Fact]
    public void A_picture_that_is_no_film_is_refused_by_classifiers_unless_they_are_told_not_to()
    {
        string film = films.Add("a", "0"), other = films.Add("b", "-5");
        using var classifier = new ZeroShotClassifier(embedder, new ZeroShotOptions { Prompts = Prompts });
        IReadOnlyList<ClassificationResult> results = classifier.Classify([other, film]);
        results[0].Error!.Code.ShouldBe(InferenceError.NotAChestFilm);
        results[0].Error!.Message.ShouldContain("does not look like an upright chest film");
        results[0].Scores.ShouldBeEmpty();
        results[1].Error.ShouldBeNull();
        embedder.EmbedImages([other])[0].Error.ShouldBeNull();
        using var strict = new Embedder(encoder, new EmbedderOptions { FilmGate = true });
        strict.EmbedImages([other])[0].Error!.Code.ShouldBe(InferenceError.NotAChestFilm);
        using var open = new Embedder(encoder, new EmbedderOptions { FilmGate = false });
        new ZeroShotClassifier(open, new ZeroShotOptions { Prompts = Prompts }).Classify(other).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Sixty_four_callers_at_once_get_their_own_answers()
    {
        using var classifier = new ZeroShotClassifier(embedder, new ZeroShotOptions { Prompts = Prompts });
        string[] paths = [.. Enumerable.Range(0, 64).Select(i => films.Add($"f{i}", $"{i}"))];
        ClassificationResult[] results = await Task.WhenAll(paths.Select(path => classifier.ClassifyAsync(path)));
        for (int i = 0; i < 64; i++)
        {
            results[i].Path.ShouldBe(paths[i]);
            results[i][Finding.Edema].Score!.Value.ShouldBe(10 * Math.Cos(i * Math.PI / 180), 1e-4);
        }
    }

    [Fact]
    public void Wrong_requests_are_refused_in_words()
    {
        Should.Throw<InvalidInputException>(() => new ZeroShotClassifier(embedder, new ZeroShotOptions { Findings = [Finding.Edema, new("edema")] }))
            .Message.ShouldContain("twice");
        var partly = new PromptSet([new(Finding.Edema, ["0"], [])]);
        Should.Throw<InvalidInputException>(() => new ZeroShotClassifier(embedder, new ZeroShotOptions { Prompts = partly }))
            .Message.ShouldContain("no prompts for Fracture");
        using var classifier = new ZeroShotClassifier(embedder, new ZeroShotOptions { Prompts = Prompts });
        Should.Throw<ArgumentException>(() => classifier.Score([1, 0, 0])).Message.ShouldContain("3 numbers");
        Should.Throw<KeyNotFoundException>(() => classifier.Classify(films.Add("a", "0"))[Finding.Pneumothorax]).Message.ShouldContain("ZeroShotOptions.Findings");
    }

    [Fact]
    public void A_shared_embedder_outlives_its_classifiers()
    {
        new ZeroShotClassifier(embedder, new ZeroShotOptions { Prompts = Prompts }).Dispose();
        encoder.IsDisposed.ShouldBeFalse();
        embedder.Dispose();
        encoder.IsDisposed.ShouldBeTrue();
    }
}
