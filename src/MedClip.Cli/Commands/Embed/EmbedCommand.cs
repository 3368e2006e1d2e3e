using System.Text.Json;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Writes unit embeddings of films and texts as safetensors; the rows' names stand in the metadata as JSON arrays.</summary>
internal sealed class EmbedCommand(FilmEmbedder films, CandidateTexts texts, CliConsole console) : ICliCommand<EmbedOptions>
{
    public async Task<CommandOutcome> RunAsync(EmbedOptions options, CancellationToken cancellation)
    {
        using var embedder = Embedder.Load(options.Checkpoint);
        var tensors = new List<SafetensorsContent>();
        var metadata = new Dictionary<string, string>
        {
            ["checkpoint"] = embedder.Provenance.Checkpoint,
            ["model_hash"] = embedder.Provenance.ModelHash,
        };
        if (options.Images is { } images)
        {
            EmbeddedFilms embedded = await films.EmbedAsync(embedder, images, cancellation).ConfigureAwait(false);
            Add("images", [.. embedded.Films.Select(film => film.Name)], embedded.Embeddings);
        }

        if (options.Texts is { } path)
        {
            string[] items = [.. texts.Read(path).Select(text => text.Text)];
            Add("texts", items, embedder.EmbedTexts(items, cancellation));
        }

        SafetensorsWriter.Write(options.Output, tensors, metadata);
        console.Say($"{string.Join(", ", tensors.Select(tensor => $"{tensor.Name} {tensor.Shape[0]} x {tensor.Shape[1]}"))}: {options.Output}");
        return CommandOutcome.Success;

        void Add(string name, string[] names, IReadOnlyList<float[]> rows)
        {
            tensors.Add(SafetensorsContent.Float32(name, [rows.Count, embedder.Dimensions], rows.SelectMany(row => row).ToArray()));
            metadata[name] = JsonSerializer.Serialize(names);
        }
    }
}
