namespace MedClip.Cli;

/// <summary>Embeds films or texts and keeps them as an index file.</summary>
internal sealed class IndexCommand(FilmEmbedder films, CandidateTexts texts, CliConsole console) : ICliCommand<IndexOptions>
{
    public async Task<CommandOutcome> RunAsync(IndexOptions options, CancellationToken cancellation)
    {
        using var embedder = Embedder.Load(options.Checkpoint, options.Compute);
        (string[] items, IReadOnlyList<float[]> embeddings) = options.Images is { } images
            ? Named(await films.EmbedAsync(embedder, images, cancellation).ConfigureAwait(false))
            : Texts(embedder, options.Texts!, cancellation);
        using EmbeddingIndex whole = EmbeddingIndex.Of(items, embeddings.SelectMany(e => e).ToArray(), embedder.Dimensions, embedder.Provenance.ModelHash);
        using EmbeddingIndex index = options.Precision == whole.Precision ? whole : whole.ToPrecision(options.Precision);
        index.Save(options.Output);
        console.Say($"{index.Count} items of {index.Dimensions} numbers: {options.Output}");
        return CommandOutcome.Success;
    }

    private static (string[] Items, IReadOnlyList<float[]> Embeddings) Named(EmbeddedFilms embedded) =>
        ([.. embedded.Films.Select(film => film.Name)], embedded.Embeddings);

    private (string[] Items, IReadOnlyList<float[]> Embeddings) Texts(Embedder embedder, string path, CancellationToken cancellation)
    {
        string[] items = [.. texts.Read(path).Select(text => text.Text)];
        return (items, embedder.EmbedTexts(items, cancellation));
    }
}
