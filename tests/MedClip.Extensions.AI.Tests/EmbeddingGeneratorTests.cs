using MedClip.Tests;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Extensions.AI.Tests;

public sealed class EmbeddingGeneratorTests : IDisposable
{
    private readonly SmallCheckpoint checkpoint = new();
    private readonly Embedder embedder;
    private readonly MedClipEmbeddingGenerator generator;

    public EmbeddingGeneratorTests()
    {
        embedder = Embedder.Load(checkpoint.Path);
        generator = new MedClipEmbeddingGenerator(embedder);
    }

    public void Dispose()
    {
        generator.Dispose();
        embedder.Dispose();
        checkpoint.Dispose();
    }

    [Fact]
    public async Task Texts_and_films_lie_in_one_space()
    {
        GeneratedEmbeddings<Embedding<float>> texts = await generator.GenerateAsync(["The heart is enlarged.", "No edema."]);
        GeneratedEmbeddings<Embedding<float>> films = await generator.GenerateAsync([Film(1), Film(2)]);
        texts.Select(e => e.Vector.ToArray()).ShouldBe(embedder.EmbedTexts(["The heart is enlarged.", "No edema."]));
        films[1].Vector.ToArray().ShouldBe(embedder.EmbedImages([checkpoint.Film(1), checkpoint.Film(2)])[1].Embedding);
        films[0].Dimensions.ShouldBe(texts[0].Dimensions);
        films[0].ModelId.ShouldBe("checkpoint");
    }

    [Fact]
    public void Metadata_and_the_model_come_through_GetService()
    {
        var metadata = (EmbeddingGeneratorMetadata)generator.GetService(typeof(EmbeddingGeneratorMetadata))!;
        (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions).ShouldBe(("medclip", "checkpoint", 8));
        generator.GetService(typeof(Embedder)).ShouldBeSameAs(embedder);
        generator.GetService(typeof(IEmbeddingGenerator<DataContent, Embedding<float>>)).ShouldBeSameAs(generator);
        generator.GetService(typeof(string)).ShouldBeNull();
        generator.GetService(typeof(Embedder), "key").ShouldBeNull();
    }

    [Fact]
    public async Task What_it_cannot_do_is_refused()
    {
        (await Should.ThrowAsync<NotSupportedException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 4 }))).Message.ShouldContain("8");
        (await Should.ThrowAsync<NotSupportedException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { ModelId = "other" }))).Message.ShouldContain("other");
        (await Should.ThrowAsync<NotSupportedException>(() => generator.GenerateAsync([new DataContent(new byte[] { 1 }, "image/gif")]))).Message.ShouldContain("image/gif");
        (await Should.ThrowAsync<InvalidInputException>(() => generator.GenerateAsync([new DataContent(new byte[] { 1 }, "image/png")]))).Message.ShouldContain("film 1");
    }

    [Fact]
    public void Disposing_it_leaves_the_model_alone()
    {
        new MedClipEmbeddingGenerator(embedder).Dispose();
        embedder.EmbedText("Edema.").Length.ShouldBe(8);
    }

    [Fact]
    public void One_object_serves_both_kinds_and_named_models_are_keyed()
    {
        using ServiceProvider services = new ServiceCollection().AddMedClip()
            .AddZeroShot(checkpoint.Path).AddEmbeddingGenerator().AddEmbeddingGenerator()
            .AddZeroShot("second", checkpoint.Path, null).AddEmbeddingGenerator("second").Services.BuildServiceProvider();
        services.GetServices<IEmbeddingGenerator<string, Embedding<float>>>().ShouldHaveSingleItem()
            .ShouldBeSameAs(services.GetRequiredService<IEmbeddingGenerator<DataContent, Embedding<float>>>());
        services.GetRequiredKeyedService<IEmbeddingGenerator<string, Embedding<float>>>("second")
            .ShouldNotBeSameAs(services.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>());
    }

    private DataContent Film(int seed) => new(File.ReadAllBytes(checkpoint.Film(seed)), "image/png");
}
