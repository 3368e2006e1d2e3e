using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MedClip.Data;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Embeds films once: rows are kept in a folder under a name that follows from the model and the films, and read from there the next time.</summary>
internal sealed class FilmFeatures(FilmEmbedder embedder, FilmReader reader, CliConsole console)
{
    private const string Rows = "embeddings", Places = "places";

    /// <param name="model">The model.</param>
    /// <param name="input">The films.</param>
    /// <param name="folder">Where rows are kept; null keeps none.</param>
    /// <param name="cancellation">Ends the work; nothing half-written stays.</param>
    public Task<EmbeddedFilms> EmbedAsync(Embedder model, ImageInput input, string? folder, CancellationToken cancellation) =>
        EmbedAsync(model, input, reader.Read(input), folder, cancellation);

    /// <summary>The same over a table that was read, or chosen from, before.</summary>
    public async Task<EmbeddedFilms> EmbedAsync(Embedder model, ImageInput input, ImageTable table, string? folder, CancellationToken cancellation)
    {
        string? file = folder is null ? null : Path.Combine(folder, $"{Key(model, table)}.safetensors");
        if (file is not null && File.Exists(file))
        {
            EmbeddedFilms known = Known(file, table, model.Dimensions);
            console.Say($"{known.Films.Count} films embedded before: {file}");
            if (input.Unreadable == UnreadablePictures.Refuse && known.Refused.Count > 0)
            {
                throw new InvalidInputException(known.Refused[0]);
            }

            reader.Report(input.Path, "unreadable", known.Refused);
            return known;
        }

        EmbeddedFilms embedded = await embedder.EmbedAsync(paths => model.EmbedImages(paths, cancellation), input, table, cancellation).ConfigureAwait(false);
        if (file is not null)
        {
            Directory.CreateDirectory(folder!);
            Keep(file, table, embedded, model);
        }

        return embedded;
    }

    // The name of the file follows from the table, so that places in it say which films are there.
    private static void Keep(string path, ImageTable table, EmbeddedFilms embedded, Embedder model)
    {
        HashSet<string> read = [.. embedded.Films.Select(film => film.Path)];
        long[] places = [.. Enumerable.Range(0, table.Count).Where(i => read.Contains(table[i].Path)).Select(i => (long)i)];
        SafetensorsWriter.Write(
            path,
            [
                SafetensorsContent.Float32(Rows, [embedded.Films.Count, model.Dimensions], embedded.Embeddings.SelectMany(e => e).ToArray()),
                new SafetensorsContent(Places, TensorElementType.Int64, [places.Length], stream => stream.Write(MemoryMarshal.AsBytes(places.AsSpan()))),
            ],
            new Dictionary<string, string> { ["model_hash"] = model.Provenance.ModelHash, ["refused"] = JsonSerializer.Serialize(embedded.Refused) });
    }

    private static EmbeddedFilms Known(string path, ImageTable table, int dimensions)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        long[] places = file.Read<long>(Places);
        float[] rows = file.Read<float>(Rows);
        return rows.Length == (long)places.Length * dimensions && places.All(place => place >= 0 && place < table.Count)
            ? new EmbeddedFilms(
                table, [.. places.Select(place => table[(int)place])], [.. rows.Chunk(dimensions)],
                JsonSerializer.Deserialize<string[]>(file.Metadata.GetValueOrDefault("refused") ?? "[]") ?? [])
            : throw InvalidInputException.At(path, null, "does not hold these films' embeddings.", "Delete it, and they are made again.");
    }

    // Weights, preprocessing and arithmetic; each film's path, size and time.
    private static string Key(Embedder model, ImageTable table)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(string.Join('|', model.Provenance.ModelHash, model.Provenance.Preprocessing, string.Join('|', model.Provenance.Versions.OrderBy(v => v.Key, StringComparer.Ordinal))));
        foreach (ImageRecord film in table)
        {
            var file = new FileInfo(film.Path);
            Add(string.Create(CultureInfo.InvariantCulture, $"{film.Path}|{(file.Exists ? file.Length : -1)}|{(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..24];

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
