namespace MedClip.Evaluation.Tests;

public sealed class CrossFitTests
{
    private readonly SplitMix64 random = new SeedSequence(11).ToRandom();

    [Theory]
    [InlineData(CalibrationMethod.Platt)]
    [InlineData(CalibrationMethod.Isotonic)]
    public void Maps_of_other_patients_are_honest_where_scores_tell_something(CalibrationMethod method)
    {
        (double[] scores, bool[] labels) = Draw(6000, slope: 1.5, intercept: -2);
        FindingCrossFit fit = CrossFit.Of(Finding.Edema, scores, labels, [.. Enumerable.Range(0, 6000).Select(i => i / 3)], new CrossFitOptions { Method = method });
        fit.Refusal.ShouldBeNull();
        fit.Patients.ShouldBe(2000);
        fit.Quality!.Slope.ShouldBe(1, 0.15);
        fit.Quality.BrierSkill.ShouldBeGreaterThan(0.05);
        fit.Quality.Bins.Ece.ShouldBeLessThan(0.03);
        fit.Map!.Apply(0).ShouldBe(1 / (1 + Math.Exp(2)), 0.03);
    }

    [Fact]
    public void A_temperature_is_found_for_logits_that_are_too_sure()
    {
        (double[] scores, bool[] labels) = Draw(6000, slope: 0.5, intercept: 0);
        FindingCrossFit fit = CrossFit.Of(Finding.Edema, scores, labels, [.. Enumerable.Range(0, 6000)], new CrossFitOptions { Method = CalibrationMethod.Temperature });
        fit.Map.ShouldBeOfType<TemperatureMap>().Temperature.ShouldBe(2, 0.2);
    }

    [Fact]
    public void A_patients_films_never_judge_a_map_that_was_fitted_on_them()
    {
        // Each patient has a score of its own and one label: an isotonic map that has seen the patient knows the label, one that has not knows nothing.
        double[] ofPatient = [.. Enumerable.Range(0, 200).Select(_ => random.NextGaussian())];
        bool[] label = [.. ofPatient.Select(z => random.NextDouble() < Sigmoid(z))];
        int[] patients = [.. Enumerable.Range(0, 2000).Select(i => i / 10)];
        double[] scores = [.. patients.Select(p => ofPatient[p])];
        bool[] labels = [.. patients.Select(p => label[p])];
        FindingCrossFit fit = CrossFit.Of(Finding.Edema, scores, labels, patients, new CrossFitOptions { Method = CalibrationMethod.Isotonic });
        FindingCrossFit careless = CrossFit.Of(Finding.Edema, scores, labels, [.. Enumerable.Range(0, 2000)], new CrossFitOptions { Method = CalibrationMethod.Isotonic });
        careless.Quality!.BrierSkill.ShouldBeGreaterThan(fit.Quality!.BrierSkill + 0.02);
    }

    [Fact]
    public void A_finding_without_films_enough_or_without_worth_is_refused_with_the_reason()
    {
        (double[] scores, bool[] labels) = Draw(400, slope: 1.5, intercept: 0);
        int[] patients = [.. Enumerable.Range(0, 400)];
        bool[] few = [.. labels.Select((_, i) => i < 9)];
        FindingCrossFit refused = CrossFit.Of(Finding.Edema, scores, few, patients);
        (refused.Map, refused.Threshold, refused.Positives, refused.Negatives).ShouldBe((null, null, 9, 391));
        refused.Refusal.ShouldBe("9 films with it and 391 without are too few; 10 of each are needed");
        bool[] alternating = [.. labels.Select((_, i) => i % 2 == 0)];
        CrossFit.Of(Finding.Edema, [.. scores.Select((_, i) => (double)(i % 7))], alternating, patients).Refusal!.ShouldContain("no better than chance");
        CrossFit.Of(Finding.Edema, scores, labels, [.. patients.Select(p => p % 3)]).Refusal!.ShouldContain("folds");
        Should.Throw<ArgumentException>(() => CrossFit.Of(Finding.Edema, scores, labels, patients, new CrossFitOptions { Folds = 1 }));
        Should.Throw<ArgumentException>(() => CrossFit.Of(Finding.Edema, scores, labels, patients, new CrossFitOptions { Significance = 0 })).Message.ShouldContain("Significance");
        Should.Throw<ArgumentException>(() => CrossFit.Of(Finding.Edema, scores, labels.AsSpan(1), patients));
    }

    [Fact]
    public void Many_films_of_few_patients_are_no_evidence()
    {
        // Twelve patients of fifty films each; six have the finding, and their scores lie a little higher by chance. Film by film that looks certain.
        int[] patients = [.. Enumerable.Range(0, 600).Select(i => i / 50)];
        bool[] labels = [.. patients.Select(p => p % 2 == 0)];
        double[] ofPatient = [0.4, -1, 1.2, 0.3, -0.5, 0.6, 0.2, -0.8, 1.0, 0.7, -0.2, 0.1];
        double[] scores = [.. patients.Select(p => ofPatient[p] + (0.2 * random.NextGaussian()))];
        CrossFit.Of(Finding.Edema, scores, labels, patients).Refusal!.ShouldContain("over 12 patients");
        CrossFit.Of(Finding.Edema, scores, labels, [.. Enumerable.Range(0, 600)]).Refusal.ShouldBeNull();
    }

    private (double[] Scores, bool[] Labels) Draw(int count, double slope, double intercept)
    {
        double[] scores = [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian() + 0.3)];
        return (scores, [.. scores.Select(z => random.NextDouble() < Sigmoid((slope * z) + intercept))]);
    }

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
