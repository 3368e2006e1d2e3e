using MedClip.Data;

namespace MedClip.Tests;

public sealed class FilmTests : IDisposable
{
    private readonly Embedder embedder = new(new FakeEncoder(FindingSet.Competition));
    private readonly byte[] png = PngWriter.Encode(new PixelImage(8, 8, 8, [.. Enumerable.Repeat((byte)90, 64)]), compression: 1);

    public void Dispose() => embedder.Dispose();

    [Fact]
    public async Task Bytes_streams_and_pixels_are_films_as_files_are()
    {
        Film[] films =
        [
            Film.FromBytes(png, "bytes"), await Film.FromStreamAsync(new MemoryStream(png), "stream"),
            Film.FromPixels(new PixelImage(8, 8, 8, [.. Enumerable.Repeat((byte)90, 64)]), "pixels"),
        ];
        IReadOnlyList<EmbeddedImage> embedded = await embedder.EmbedImagesAsync(films);
        embedded.Select(e => e.Path).ShouldBe(["bytes", "stream", "pixels"]);
        embedded.ShouldAllBe(e => e.Error == null && Math.Abs(e.Embedding![1] - 1) < 1e-6f);
    }

    [Fact]
    public void Bytes_that_are_no_picture_are_refused_by_name_and_the_others_go_on()
    {
        IReadOnlyList<EmbeddedImage> embedded = embedder.EmbedImages([Film.FromBytes("no picture"u8.ToArray(), "upload 7"), Film.FromBytes(png)]);
        embedded[0].Error!.Code.ShouldBe(InferenceError.ImageUnreadable);
        embedded[0].Error!.Message.ShouldContain("upload 7");
        embedded[1].Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_beyond_the_limit_is_refused()
    {
        InvalidInputException refused = await Should.ThrowAsync<InvalidInputException>(() => Film.FromStreamAsync(new MemoryStream(png), "upload", maxBytes: 10));
        refused.Message.ShouldContain("more than 10 bytes");
    }
}
