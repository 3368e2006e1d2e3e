namespace MedClip.Knowledge.Tests;

public sealed class LabelSimilarityTests
{
    [Fact]
    public void Cosine_divides_by_both_norms()
    {
        var similarity = new double[2];
        LabelSimilarity.Cosine([1, 1, 0], [1, 0, 0, 1, 1, 1], 3, similarity);
        similarity[0].ShouldBe(1 / Math.Sqrt(2), 1e-15);
        similarity[1].ShouldBe(2 / Math.Sqrt(6), 1e-15);
    }

    [Fact]
    public void Dot_does_not_divide()
    {
        var similarity = new double[2];
        LabelSimilarity.Dot([1, 1, 0], [1, 0, 0, 1, 1, 1], 3, similarity);
        similarity.ShouldBe([1, 2]);
    }

    [Fact]
    public void A_row_without_labels_is_like_nothing()
    {
        var similarity = new double[2];
        LabelSimilarity.Cosine([0, 0], [0, 0, 1, 0], 2, similarity);
        similarity.ShouldBe([0, 0]);
    }

    [Fact]
    public void Rows_are_images_and_columns_are_texts()
    {
        var similarity = new double[6];
        LabelSimilarity.Cosine([1, 0, 0, 1], [1, 0, 0, 1, 1, 0], 2, similarity);
        similarity.ShouldBe([1, 0, 1, 0, 1, 0]);
    }

    [Theory]
    [InlineData(Behaviour.Paper, 1)]
    [InlineData(Behaviour.Default, 1)]
    [InlineData(Behaviour.Reference, 2)]
    public void Only_the_released_code_leaves_the_norm_out(Behaviour behaviour, double expected)
    {
        var similarity = new double[1];
        LabelSimilarity.Compute(behaviour, [1, 1], [1, 1], 2, similarity);
        similarity[0].ShouldBe(expected, 1e-15);
    }

    [Theory]
    [InlineData(Behaviour.Default, 1)]
    [InlineData(Behaviour.Paper, 0.57735026918962576)]
    [InlineData(Behaviour.Reference, 1)]
    public void A_true_sentence_about_one_of_three_findings_is_wholly_true_by_default(Behaviour behaviour, double expected)
    {
        var similarity = new double[1];
        LabelSimilarity.Compute(behaviour, [1, 1, 1], [0, 1, 0], 3, similarity);
        similarity[0].ShouldBe(expected, 1e-15);
    }

    [Fact]
    public void Coverage_is_the_share_of_the_text_that_holds()
    {
        var similarity = new double[4];
        LabelSimilarity.Coverage([1, 0, 0, 1, 1, 1], [1, 1, 0, 0, 0, 0], 3, similarity);
        similarity.ShouldBe([0.5, 0, 1, 0]);
    }

    [Fact]
    public void Wrong_sizes_are_refused()
    {
        Should.Throw<ArgumentException>(() => LabelSimilarity.Cosine(new double[4], new double[3], 2, new double[4]));
        Should.Throw<ArgumentException>(() => LabelSimilarity.Cosine(new double[4], new double[4], 2, new double[3]));
        Should.Throw<ArgumentException>(() => LabelSimilarity.Cosine(new double[4], new double[4], 0, new double[4]));
    }
}
