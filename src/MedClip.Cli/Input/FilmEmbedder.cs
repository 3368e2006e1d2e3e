using MedClip.Data;

namespace MedClip.Cli;

/// <summary>Reads and embeds the films that a command line names, a bar's length at a time.</summary>
internal sealed class FilmEmbedder(FilmReader reader, CliConsole console, TimeProvider clock)
{
    private const int FilmsAtOnce = 256;

    /// <exception cref="InvalidInputException">The table is wrong, no picture can be read, or one can't and that is to be refused.</exception>
    public Task<EmbeddedFilms> EmbedAsync(Embedder embedder, ImageInput input, CancellationToken cancellation) =>
        EmbedAsync(paths => embedder.EmbedImages(paths, cancellation), input, cancellation);

    /// <summary>The same with rows of numbers of another kind than embeddings.</summary>
    public Task<EmbeddedFilms> EmbedAsync(Func<IReadOnlyList<string>, IReadOnlyList<EmbeddedImage>> encode, ImageInput input, CancellationToken cancellation) =>
        EmbedAsync(encode, input, reader.Read(input), cancellation);

    /// <summary>The same over a table that was read, or chosen from, before.</summary>
    public async Task<EmbeddedFilms> EmbedAsync(
        Func<IReadOnlyList<string>, IReadOnlyList<EmbeddedImage>> encode, ImageInput input, ImageTable table, CancellationToken cancellation)
    {
        var films = new List<ImageRecord>(table.Count);
        var embeddings = new List<float[]>(table.Count);
        var refused = new List<string>();
        var others = new List<string>();
        var pace = new Pace("images", clock);
        await console.TrackAsync("reading films", display => Task.Run(
            () =>
            {
                foreach (ImageRecord[] part in table.Chunk(FilmsAtOnce))
                {
                    IReadOnlyList<EmbeddedImage> results = encode([.. part.Select(film => film.Path)]);
                    for (int i = 0; i < part.Length; i++)
                    {
                        Take(part[i], results[i]);
                    }

                    display.Report(films.Count + refused.Count + others.Count, table.Count, pace.Tell(films.Count + refused.Count + others.Count, table.Count));
                }

                return films.Count;
            },
            cancellation)).ConfigureAwait(false);
        reader.Report(input.Path, "unreadable", refused);
        reader.Report(input.Path, "no chest film by the checkpoint's gate (--gate off takes all)", others);
        return films.Count > 0
            ? new EmbeddedFilms(table, films, embeddings, refused) { Others = others }
            : throw InvalidInputException.At(input.Path, null, $"none of the {table.Count} pictures could be {(others.Count > 0 ? "taken for a chest film" : "read")}.");

        void Take(ImageRecord film, EmbeddedImage result)
        {
            if (result.Embedding is { } embedding)
            {
                films.Add(film);
                embeddings.Add(embedding);
            }
            else if (result.Error!.Code == InferenceError.NotAChestFilm)
            {
                others.Add(film.Name);
            }
            else if (input.Unreadable == UnreadablePictures.Refuse)
            {
                throw new InvalidInputException(result.Error!.Message);
            }
            else
            {
                refused.Add(result.Error!.Message);
            }
        }
    }
}
