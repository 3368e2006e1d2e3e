namespace MedClip.Tests;

public sealed class EmbedderTests : IDisposable
{
    private readonly FilmFolder films = new();

    public void Dispose() => films.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(32)]
    public void Bad_films_are_named_and_the_good_ones_keep_their_places(int batch)
    {
        using var embedder = new Embedder(new FakeEncoder(FindingSet.Competition), new EmbedderOptions { BatchSize = batch, DecodingThreads = 2 });
        IReadOnlyList<EmbeddedImage> images = embedder.EmbedImages(
            [films.Missing, films.Add("a", "0"), films.Add("bad", "x"), films.Add("b", "90"), films.Add("c", "180")]);
        images.Select(i => i.Error?.Code).ShouldBe([InferenceError.ImageMissing, null, InferenceError.ImageUnreadable, null, null]);
        images[0].Error!.Message.ShouldContain("missing.png");
        images[2].Error!.Message.ShouldContain("not a picture");
        images[0].Embedding.ShouldBeNull();
        images[1].Embedding![0].ShouldBe(1, 1e-6);
        images[3].Embedding![1].ShouldBe(1, 1e-6);
        images[4].Embedding![0].ShouldBe(-1, 1e-6);
    }

    [Fact]
    public void A_film_that_becomes_no_number_is_refused()
    {
        using var embedder = new Embedder(new FakeEncoder(FindingSet.Competition));
        embedder.EmbedImages([films.Add("nan", "NaN")])[0].Error!.Code.ShouldBe(InferenceError.EmbeddingNotFinite);
        Should.Throw<InvalidInputException>(() => embedder.EmbedImage(films.Missing)).Message.ShouldContain("no such file");
    }

    [Fact]
    public void Texts_are_embedded_in_order_over_batches_and_blank_ones_refused()
    {
        using var embedder = new Embedder(new FakeEncoder(FindingSet.Competition), new EmbedderOptions { BatchSize = 2 });
        IReadOnlyList<float[]> texts = embedder.EmbedTexts(["0", "90", "180"]);
        texts[1][1].ShouldBe(1, 1e-6);
        texts[2][0].ShouldBe(-1, 1e-6);
        Should.Throw<InvalidInputException>(() => embedder.EmbedTexts(["0", " "])).Message.ShouldContain("Text 2 of 2 is blank");
    }

    [Fact]
    public async Task Cancelled_work_stops()
    {
        using var embedder = new Embedder(new FakeEncoder(FindingSet.Competition));
        await Should.ThrowAsync<OperationCanceledException>(() => embedder.EmbedImagesAsync([films.Add("a", "0")], new CancellationToken(true)));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Should.Throw<InvalidInputException>(() => new Embedder(new FakeEncoder(FindingSet.Competition), new EmbedderOptions { BatchSize = 0 }))
            .Message.ShouldContain("1…1024");
        Should.Throw<InvalidInputException>(() => new Embedder(new FakeEncoder(FindingSet.Competition), new EmbedderOptions { DecodingThreads = 0 }))
            .Message.ShouldContain("DecodingThreads");
        Should.Throw<InvalidInputException>(() => new Embedder(new FakeEncoder(FindingSet.Competition), new EmbedderOptions { Device = "gpu" }))
            .Message.ShouldContain("cuda:N");
        Should.Throw<InvalidInputException>(() => new Embedder(new FakeEncoder(FindingSet.Competition), new EmbedderOptions { Precision = (Models.NumericPrecision)9 }))
            .Message.ShouldContain("Precision");
    }
}
