namespace MedClip.Evaluation.Tests;

public sealed class LossGeometryTests
{
    private static readonly FindingSet Two = new([Finding.Edema, Finding.Fracture]);

    private static FindingLabels Only(Finding finding) => FindingLabels.Of(Two, finding);

    // One film of edema and 100 texts, of which 20 match: on the circle, matches at one cosine and others at another.
    private static LossGeometry OneFilm(double matching, double other)
    {
        double[] At(double cosine) => [cosine, Math.Sqrt(1 - (cosine * cosine))];
        var texts = new Points([.. Enumerable.Range(0, 100).SelectMany(i => At(i < 20 ? matching : other))], 2);
        return LossGeometry.Measure(
            new Points([1, 0], 2), [Only(Finding.Edema)], texts, [.. Enumerable.Range(0, 100).Select(i => Only(i < 20 ? Finding.Edema : Finding.Fracture))]);
    }

    [Fact]
    public void With_one_text_in_five_matching_the_targets_are_almost_flat()
    {
        LossGeometry geometry = OneFilm(0.9, 0.1);
        geometry.TargetOfMatch.ShouldBe(Math.E / ((20 * Math.E) + 80), 1e-12);
        geometry.TargetOfMatch.ShouldBe(0.0202, 1e-4);
        geometry.TargetOfMismatch.ShouldBe(0.0074, 1e-4);
        geometry.Floor.ShouldBe(4.50, 0.005);
        geometry.Uniform.ShouldBe(Math.Log(100), 1e-12);
        geometry.BestGap.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void The_best_scale_makes_the_gap_of_cosines_one_nat_and_the_paper_start_is_above_it()
    {
        LossGeometry geometry = OneFilm(0.9, 0.1);
        geometry.BestScale.ShouldBe(1 / 0.8, 1e-6);
        geometry.Loss.ShouldBe(geometry.Floor, 1e-9);
        geometry.SlopeAtPaper.ShouldBeGreaterThan(0);
        geometry.CosineOfMatch.ShouldBe(0.9, 1e-12);
        geometry.CosineOfMismatch.ShouldBe(0.1, 1e-12);
        geometry.AtK.Select(at => at.Precision).ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public void Where_matches_are_farther_no_scale_helps()
    {
        LossGeometry geometry = OneFilm(0.1, 0.9);
        geometry.BestScale.ShouldBe(0);
        geometry.Loss.ShouldBe(geometry.Uniform, 1e-9);
        geometry.AtK.ShouldAllBe(at => at.Precision == 0);
    }

    [Fact]
    public void Precision_may_rise_with_k_when_a_stranger_is_nearest()
    {
        var texts = new Points([.. new[] { 0.95, 0.9, 0.8, 0.7 }.SelectMany(c => (double[])[c, Math.Sqrt(1 - (c * c))])], 2);
        LossGeometry geometry = LossGeometry.Measure(
            new Points([1, 0], 2), [Only(Finding.Edema)], texts, [Only(Finding.Fracture), Only(Finding.Edema), Only(Finding.Edema), Only(Finding.Edema)]);
        geometry.AtK.Select(at => (at.K, at.Precision)).ShouldBe([(1, 0), (2, 0.5)]);
        geometry.AtK[1].CosineOfLast.ShouldBe(0.9, 1e-12);
    }

    [Fact]
    public void Anisotropy_is_one_for_a_single_direction_and_less_for_many()
    {
        var same = new Points([1, 0, 1, 0, 1, 0], 2);
        var spread = new Points([1, 0, -1, 0, 0, 1, 0, -1], 2);
        FindingLabels[] Labels(int count) => [.. Enumerable.Repeat(Only(Finding.Edema), count)];
        LossGeometry geometry = LossGeometry.Measure(same, Labels(3), spread, Labels(4));
        geometry.ImageAnisotropy.ShouldBe(1, 1e-12);
        geometry.TextAnisotropy.ShouldBe(-1.0 / 3, 1e-12);
        geometry.CosineOfMismatch.ShouldBe(double.NaN);
    }
}
