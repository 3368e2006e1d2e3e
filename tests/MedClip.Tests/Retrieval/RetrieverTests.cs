namespace MedClip.Tests;

public sealed class RetrieverTests : IDisposable
{
    private readonly FilmFolder films = new();
    private readonly Embedder embedder = new(new FakeEncoder(FindingSet.Competition));

    public void Dispose()
    {
        embedder.Dispose();
        films.Dispose();
    }

    [Fact]
    public void The_nearest_come_first_and_equal_ones_keep_their_order()
    {
        using Retriever retriever = Retriever.OverTexts(embedder, ["90", "10", "180", "10", "0"]);
        IReadOnlyList<RetrievalHit> hits = retriever.FindByImage(films.Add("a", "0"), 3);
        hits.Select(h => h.Index).ShouldBe([4, 1, 3]);
        hits[0].Similarity.ShouldBe(1, 1e-6);
        hits[1].Item.ShouldBe("10");
    }

    [Fact]
    public void All_items_come_back_when_more_are_asked()
    {
        using Retriever retriever = Retriever.OverTexts(embedder, ["90", "0"]);
        retriever.FindByText("80", 10).Select(h => h.Index).ShouldBe([0, 1]);
        Should.Throw<ArgumentOutOfRangeException>(() => retriever.FindByText("0", 0));
        Should.Throw<ArgumentException>(() => retriever.Find([1f])).Message.ShouldContain("1 numbers");
    }

    [Fact]
    public void Films_that_cannot_be_read_are_no_items_and_are_listed()
    {
        using Retriever retriever = Retriever.OverImages(embedder, [films.Missing, films.Add("a", "45")]);
        retriever.Count.ShouldBe(1);
        retriever.Refused.Single().Code.ShouldBe(InferenceError.ImageMissing);
        retriever.FindByText("45").Single().Item.ShouldEndWith("a");
        Should.Throw<InvalidInputException>(() => Retriever.OverImages(embedder, [films.Missing])).Message.ShouldContain("None of 1 films");
        Should.Throw<InvalidInputException>(() => Retriever.OverTexts(embedder, [])).Message.ShouldContain("nothing to find");
    }
}
