namespace MedClip.Evaluation.Tests;

public sealed class SimilarityHistogramTests
{
    private static readonly FindingSet Findings = new([Finding.Edema, Finding.Fracture]);
    private static readonly FindingLabels Edema = FindingLabels.Of(Findings, Finding.Edema), Fracture = FindingLabels.Of(Findings, Finding.Fracture);

    [Fact]
    public void Only_nearest_texts_of_the_same_finding_count()
    {
        var images = new Points([1, 0, 0, 1], 2);
        var texts = new Points([1, 0, 0.8, 0.6, 0, 1], 2);
        IReadOnlyList<SimilarityHistogram> actual = SimilarityHistogram.Of(images, [Edema, Fracture], texts, [Edema, Fracture, Edema], Findings, nearest: 2, bins: 4);
        actual[0].Films.ShouldBe(1);
        actual[0].Counts.ShouldBe([0, 0, 0, 1]);
        actual[0].MeanCosine.ShouldBe(1);
        actual[1].Counts.ShouldBe([0, 0, 0, 1]);
        actual[1].MeanCosine.ShouldBe(0.6);
    }

    [Fact]
    public void A_finding_without_films_has_an_empty_histogram() =>
        double.IsNaN(SimilarityHistogram.Of(new Points([1, 0], 2), [Edema], new Points([1, 0], 2), [Edema], Findings)[1].MeanCosine).ShouldBeTrue();
}
