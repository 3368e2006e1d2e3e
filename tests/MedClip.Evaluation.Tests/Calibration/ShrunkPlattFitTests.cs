namespace MedClip.Evaluation.Tests;

public sealed class ShrunkPlattFitTests
{
    private readonly SplitMix64 random = new SeedSequence(12).ToRandom();

    [Fact]
    public void Evidence_of_lone_films_is_walds_test_of_the_slope()
    {
        (double[] scores, bool[] labels) = Draw(20_000, slope: 0.1);
        PlattMap map = PlattFit.Fit(scores, labels);
        SlopeEvidence evidence = SlopeEvidence.Of(map, scores, labels, [.. Enumerable.Range(0, scores.Length)]);

        // Where the model holds, the clustered variance of single films is the inverse of the information.
        (double ss, double s, double n) = (0, 0, 0);
        foreach (double score in scores)
        {
            double p = map.Apply(score), curve = p * (1 - p);
            (ss, s, n) = (ss + (score * score * curve), s + (score * curve), n + curve);
        }

        double usual = map.A * map.A * ((ss * n) - (s * s)) / n;
        evidence.ChiSquared.ShouldBe(usual, usual * 0.05);
    }

    [Fact]
    public void A_patients_films_repeated_tell_nothing_more()
    {
        (double[] scores, bool[] labels) = Draw(500, slope: 0.5);
        int[] patients = [.. Enumerable.Range(0, 500)];
        SlopeEvidence once = SlopeEvidence.Of(PlattFit.Fit(scores, labels), scores, labels, patients);
        (double[] moreScores, bool[] moreLabels, int[] morePatients) = (Thrice(scores), Thrice(labels), Thrice(patients));
        PlattMap map = PlattFit.Fit(moreScores, moreLabels);
        SlopeEvidence.Of(map, moreScores, moreLabels, morePatients).ChiSquared.ShouldBe(once.ChiSquared, once.ChiSquared * 0.02);
        SlopeEvidence.Of(map, moreScores, moreLabels, [.. Enumerable.Range(0, 1500)]).ChiSquared.ShouldBe(3 * once.ChiSquared, once.ChiSquared * 0.1);
    }

    [Fact]
    public void P_is_uniform_when_scores_tell_nothing()
    {
        double[] p = [.. Enumerable.Range(0, 400).Select(_ =>
        {
            (double[] scores, bool[] labels) = Draw(200, slope: 0);
            return SlopeEvidence.Of(PlattFit.Fit(scores, labels), scores, labels, [.. Enumerable.Range(0, 200)]).PValue;
        })];
        p.Count(x => x < 0.05).ShouldBeInRange(8, 36);
        p.Count(x => x < 0.5).ShouldBeInRange(160, 240);
        new SlopeEvidence(3.8414588).PValue.ShouldBe(0.05, 1e-6);
        new SlopeEvidence(10.827566).PValue.ShouldBe(0.001, 1e-7);
        new SlopeEvidence(0).PValue.ShouldBe(1);
    }

    [Fact]
    public void Fitted_on_few_films_the_shrunk_slope_is_less_too_sure_on_others()
    {
        double plain = 0, shrunk = 0;
        int drawn = 0;
        for (int draw = 0; draw < 200; draw++)
        {
            (double[] scores, bool[] labels) = Draw(60, slope: 0.8);
            int[] patients = [.. Enumerable.Range(0, 60)];
            PlattMap map = PlattFit.Fit(scores, labels);
            if (SlopeEvidence.Of(map, scores, labels, patients).ChiSquared > 4)
            {
                PlattMap less = ShrunkPlattFit.Fit(scores, labels, patients);
                Math.Abs(less.A).ShouldBeLessThan(Math.Abs(map.A));
                scores.Average(less.Apply).ShouldBe(labels.Count(present => present) / 60.0, 1e-9);
                (plain, shrunk, drawn) = (plain - map.A, shrunk - less.A, drawn + 1);
            }
        }

        // What the fits claim against the slope that made the labels.
        Math.Abs((shrunk / drawn) - 0.8).ShouldBeLessThan(Math.Abs((plain / drawn) - 0.8));
    }

    [Fact]
    public void Where_nothing_would_be_left_or_patients_are_too_few_it_says_so()
    {
        (double[] scores, bool[] labels) = ([0, 1, 0, 1, 0, 1, 0, 1], [true, true, false, false, true, true, false, false]);
        Should.Throw<ArgumentException>(() => ShrunkPlattFit.Fit(scores, labels, [0, 1, 2, 3, 4, 5, 6, 7])).Message.ShouldContain("no more");
        Should.Throw<ArgumentException>(() => ShrunkPlattFit.Fit(scores, labels, new int[8])).Message.ShouldContain("one patient");
        Should.Throw<ArgumentException>(() => ShrunkPlattFit.Fit(scores, labels, [0, 1]));
        Should.Throw<ArgumentException>(() => ShrunkPlattFit.Fit(scores, new bool[8], [0, 1, 2, 3, 4, 5, 6, 7]));
    }

    private static T[] Thrice<T>(T[] values) => [.. values, .. values, .. values];

    private (double[] Scores, bool[] Labels) Draw(int count, double slope)
    {
        double[] scores = [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
        return (scores, [.. scores.Select(z => random.NextDouble() < 1 / (1 + Math.Exp(-slope * z)))]);
    }
}
