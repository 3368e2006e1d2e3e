using EmbedAndSearch;
using MedClip.Extensions.AI;
using MedClip.ServiceLoad;
using Microsoft.Extensions.VectorData;

namespace MedClip.Samples.Tests;

public sealed class EmbedAndSearchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-search-").FullName;
    private readonly DemoModel model = new();

    public EmbedAndSearchTests()
    {
        Directory.CreateDirectory(Path.Combine(folder, "films"));
        var films = new LoadFilms(5, 6);
        for (int i = 0; i < 6; i++)
        {
            File.WriteAllBytes(Path.Combine(folder, "films", $"{i}.png"), films.Good(i));
        }
    }

    public void Dispose()
    {
        model.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_sample_embeds_once_keeps_the_index_and_finds_by_text()
    {
        string index = Path.Combine(folder, "films.mcx");
        string first = await Run(model.Path, Path.Combine(folder, "films"), index, "The heart is enlarged.", "3");
        string second = await Run(model.Path, Path.Combine(folder, "films"), index, "The heart is enlarged.", "3");

        first.ShouldContain("6 films embedded, 0 refused");
        second.ShouldNotContain("embedded");
        second.Split('\n').Count(line => line.EndsWith(".png", StringComparison.Ordinal)).ShouldBe(3);
        second.ShouldBe(first[(first.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }

    [Fact]
    public async Task Its_records_hold_what_the_exact_index_holds_and_their_definition_fits_the_model()
    {
        using Embedder embedder = Embedder.Load(model.Path);
        using var generator = new MedClipEmbeddingGenerator(embedder);
        string film = Path.Combine(folder, "films", "0.png");

        FilmRecord record = await FilmRecord.OfAsync(film, generator);

        record.Film.ToArray().ShouldBe(embedder.EmbedImage(film));
        VectorStoreCollectionDefinition definition = FilmRecord.Definition(generator);
        definition.Properties.OfType<VectorStoreVectorProperty>().Single().Dimensions.ShouldBe(embedder.Dimensions);
        definition.Properties.ShouldAllBe(property => typeof(FilmRecord).GetProperty(property.Name) != null);
        definition.EmbeddingGenerator.ShouldBeSameAs(generator);
    }

    private static async Task<string> Run(params string[] arguments)
    {
        (int exit, string output) = await ConsoleSample.RunAsync("EmbedAndSearch", arguments);
        exit.ShouldBe(0, output);
        return output;
    }
}
