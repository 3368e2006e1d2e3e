using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Cli;

/// <summary>Writes unit embeddings of films and texts, in the order they were given.</summary>
internal sealed class EmbedCommand(FilmEmbedder films, CandidateTexts texts, CliConsole console) : ICliCommand<EmbedOptions>
{
    public async Task<CommandOutcome> RunAsync(EmbedOptions options, CancellationToken cancellation)
    {
        EmbeddingOutput.CheckFormat(options.Output);
        EmbeddingOutput output = options.PixelValues is null && options.InputIds is null
            ? await FromFiles(options, cancellation).ConfigureAwait(false)
            : FromTensors(options, cancellation);
        output.Write(options.Output);
        console.Say($"{output.Summary}: {options.Output}");
        return CommandOutcome.Success;
    }

    private async Task<EmbeddingOutput> FromFiles(EmbedOptions options, CancellationToken cancellation)
    {
        using var embedder = Embedder.Load(options.Checkpoint, options.Compute);
        var output = new EmbeddingOutput(embedder.Provenance.Checkpoint, embedder.Provenance.ModelHash);
        if (options.Images is { } images)
        {
            EmbeddedFilms embedded = await films.EmbedAsync(embedder, images, cancellation).ConfigureAwait(false);
            output.Add("images", [.. embedded.Films.Select(film => film.Name)], embedded.Embeddings, embedder.Dimensions);
        }

        if (options.Texts is { } path)
        {
            string[] items = path == "-" ? [.. TextLines.Read(path, console.OpenInput).Where(line => !string.IsNullOrWhiteSpace(line))] : [.. texts.Read(path).Select(text => text.Text)];
            if (items.Length == 0)
            {
                throw new InvalidInputException("Standard input holds no text.");
            }

            output.Add("texts", items, embedder.EmbedTexts(items, cancellation), embedder.Dimensions);
        }

        return output;
    }

    private static EmbeddingOutput FromTensors(EmbedOptions options, CancellationToken cancellation)
    {
        ComputeDevice.Parse(options.Compute.Device);   // before the weights are read
        using LoadedCheckpoint checkpoint = Checkpoint.Load(options.Checkpoint);

        // Prepared tensors are compared with those of other programs: in float32 nothing is rounded that need not be.
        checkpoint.Model.UseForInference(new InferenceOptions
        {
            Device = options.Compute.Device, Precision = options.Compute.Precision, FoldBatchNorm = options.Compute.Precision != NumericPrecision.Float32,
        });
        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        var embedding = new TensorEmbedding(checkpoint.Model, options.Compute.TextBatching);
        var output = new EmbeddingOutput(checkpoint.Folder, checkpoint.Manifest.Files[Checkpoint.WeightsFile].Sha256);
        Tensor? images = options.PixelValues is { } pixels ? embedding.Images(pixels, cancellation) : null;
        Tensor? texts = options.InputIds is { } ids ? embedding.Texts(ids, cancellation) : null;
        output.Add("image_embeds", images);
        output.Add("text_embeds", texts);
        if (images is not null && texts is not null)
        {
            output.Add("logits_per_image", checkpoint.Model.LogitScale().cpu() * images.matmul(texts.transpose(0, 1)));   // (N, M)
        }

        return output;
    }
}
