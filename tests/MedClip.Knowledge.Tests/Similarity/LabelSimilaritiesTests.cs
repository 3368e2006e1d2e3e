namespace MedClip.Knowledge.Tests;

public sealed class LabelSimilaritiesTests
{
    private static readonly FindingSet Three = FindingSet.Of("Edema", "Pneumonia", "Fracture");

    [Fact]
    public void Jaccard_is_what_both_have_over_what_either_has() =>
        Of(LabelSimilarities.Jaccard, [1, 1, 0], [1, 0, 0, 0, 0, 1, 1, 1, 0, 0.5, 0, 0]).ShouldBe([0.5, 0, 1, 0.25]);

    [Fact]
    public void Jaccard_of_nothing_is_nothing_and_of_a_denial_no_agreement()
    {
        Of(LabelSimilarities.Jaccard, [0, 0, 0], [0, 0, 0, 1, 0, 0]).ShouldBe([0, 0]);
        Of(LabelSimilarities.Jaccard, [1, 0, 0], [-1, 0, 0]).ShouldBe([0]);
        Of(LabelSimilarities.Jaccard, [-0.5, 0, 1], [-1, 0, 1]).ShouldBe([0.75]);
    }

    [Theory]
    [InlineData(Behaviour.Paper)]
    [InlineData(Behaviour.Reference)]
    [InlineData(Behaviour.Default)]
    public void A_behaviour_has_its_measure(Behaviour behaviour)
    {
        double[] images = [1, 1, 0, 0, 1, 1], texts = [1, 0, 1, 1, 0, 0];
        var expected = new double[4];
        LabelSimilarity.Compute(behaviour, images, texts, 3, expected);
        Of(LabelSimilarities.For(behaviour), images, texts).ShouldBe(expected);
    }

    [Fact]
    public void Rare_findings_weigh_more()
    {
        FindingLabels[] labels = [.. Enumerable.Range(0, 9).Select(i => FindingLabels.Of(Three, i == 0 ? Three[2] : Three[0]))];
        double[] weights = RaritySimilarity.WeightsOf(labels, Three);
        weights.Average().ShouldBe(1, 1e-12);
        weights[1].ShouldBeGreaterThan(weights[2]); // never seen
        (weights[2] / weights[0]).ShouldBe((Math.Log(10.0 / 2) + 1) / (Math.Log(10.0 / 9) + 1), 1e-12);
        double[] similarity = Of(new RaritySimilarity(LabelSimilarities.Jaccard, weights), [1, 0, 1], [1, 0, 0, 0, 0, 1]);
        similarity[1].ShouldBeGreaterThan(similarity[0]);
        (similarity[0] + similarity[1]).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new RaritySimilarity(LabelSimilarities.Dot, [1, -1]));
        Should.Throw<ArgumentException>(() => new RaritySimilarity(LabelSimilarities.Dot, [double.NaN]));
        Should.Throw<ArgumentException>(() => Of(new RaritySimilarity(LabelSimilarities.Dot, [1, 1]), [1, 0, 1], [1, 0, 1]));
    }

    [Fact]
    public void Related_findings_resemble_one_another()
    {
        var measure = new HierarchySimilarity(LabelSimilarities.Cosine, Three);
        double[] similarity = Of(measure, [1, 0, 0], [0, 1, 0, 0, 0, 1, 1, 0, 0]);
        // Edema is (1; opacity ½), pneumonia (1; consolidation ½, opacity ¼).
        similarity[0].ShouldBe(0.125 / Math.Sqrt(1.25 * 1.3125), 1e-12);
        similarity[1].ShouldBe(0);
        similarity[2].ShouldBe(1, 1e-12);
    }

    [Fact]
    public void A_parent_that_is_a_label_itself_shares_its_component()
    {
        FindingSet two = FindingSet.Of("Lung Opacity", "Edema");
        double[] similarity = Of(new HierarchySimilarity(LabelSimilarities.Dot, two), [1, 0, 0, 1, 0, -1], [1, 1], width: 2);
        similarity.ShouldBe([1, 1.5, -1]); // opacity: 1; edema: 1 + ½ as an opacity; no edema: not "no opacity"
    }

    [Fact]
    public void A_hierarchy_has_one_parent_each_and_no_circle()
    {
        (Finding a, Finding b) = (new Finding("a"), new Finding("b"));
        Should.Throw<ArgumentException>(() => new FindingHierarchy((a, b), (b, a)));
        Should.Throw<ArgumentException>(() => new FindingHierarchy((a, b), (a, new Finding("c"))));
        Should.Throw<ArgumentException>(() => Of(new HierarchySimilarity(LabelSimilarities.Dot, FindingSet.CheXpert), [1, 0, 1], [1, 0, 1]));
        Should.Throw<ArgumentOutOfRangeException>(() => new HierarchySimilarity(LabelSimilarities.Dot, Three, decay: 1));
        FindingHierarchy.CheXpert.AncestorsOf(Finding.Pneumonia).ShouldBe([Finding.Consolidation, Finding.LungOpacity]);
        FindingHierarchy.CheXpert.AncestorsOf(Finding.Pneumothorax).Single().Name.ShouldBe("Pleural disease");
    }

    private static double[] Of(ILabelSimilarity measure, double[] images, double[] texts, int width = 3)
    {
        var similarity = new double[images.Length / width * (texts.Length / width)];
        measure.Compute(images, texts, width, similarity);
        return similarity;
    }
}
