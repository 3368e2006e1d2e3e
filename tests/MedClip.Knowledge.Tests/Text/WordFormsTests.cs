namespace MedClip.Knowledge.Tests;

public sealed class WordFormsTests
{
    [Theory]
    [InlineData("effusions", "effusion")]
    [InlineData("opacities", "opacity")]
    [InlineData("masses", "mass")]
    [InlineData("pneumothoraces", "pneumothorax")]
    [InlineData("atelectases", "atelectasis")]
    [InlineData("atelectasis", "atelectasis")]
    [InlineData("represents", "represent")]
    [InlineData("versus", "versus")]
    [InlineData("mass", "mass")]
    [InlineData("no", "no")]
    [InlineData("was", "was")]
    public void Plural_and_singular_share_a_base(string word, string expected) => WordForms.Base(word).ShouldBe(expected);

    [Theory]
    [InlineData("opacity", "opacities")]
    [InlineData("pneumothorax", "pneumothoraces")]
    [InlineData("mass", "masses")]
    [InlineData("line", "lines")]
    public void Surfaces_hold_the_plural(string baseForm, string plural) => WordForms.Surfaces(baseForm).ShouldContain(plural);

    [Fact]
    public void Every_surface_has_its_base() =>
        WordForms.Surfaces("consolidation").Concat(WordForms.Surfaces("metastasis")).ShouldAllBe(form => WordForms.Base(form) == "consolidation" || WordForms.Base(form) == "metastasis");
}
