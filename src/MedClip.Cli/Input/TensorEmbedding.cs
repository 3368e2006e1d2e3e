using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Cli;

/// <summary>
/// Embeds tensors that were prepared elsewhere: <c>pixel_values</c> (F16 or F32) and <c>input_ids</c> with <c>attention_mask</c>, exactly as
/// given. Texts keep the padding they come with, on which the reference's pooling depends unless batching is fast.
/// </summary>
internal sealed class TensorEmbedding(MedClipModel model, TextBatching batching = TextBatching.Exact)
{
    private const int RowsAtOnce = 16;

    /// <summary>Embeddings of the films in a file.</summary>
    /// <exception cref="InvalidInputException">The file has no such tensor, or one of a wrong type or shape.</exception>
    public Tensor Images(string path, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using WeightFile file = WeightFile.Open(path);
        WeightEntry entry = file["pixel_values"];
        if (entry.Shape.Count != 4 || entry.Type is not (TensorElementType.Float16 or TensorElementType.Float32 or TensorElementType.BFloat16))
        {
            throw InvalidInputException.At(path, "tensor 'pixel_values'", $"is {Kind(entry)}; films are F16, BF16 or F32 of shape [films, channels, height, width].");
        }

        Tensor pixels = file.Read(entry).to(ScalarType.Float32);
        return Batches(path, "pixel_values", entry.Shape[0], (start, count) => model.EncodeImages(pixels.narrow(0, start, count).to(model.Device)), cancellation).MoveToOuterDisposeScope();
    }

    /// <summary>Embeddings of the texts in a file.</summary>
    /// <exception cref="InvalidInputException">The file has no such tensors, or of wrong types or shapes, or an id outside the vocabulary.</exception>
    public Tensor Texts(string path, CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        using WeightFile file = WeightFile.Open(path);
        Tensor ids = Whole(file, "input_ids");
        Tensor mask = file.Contains("attention_mask") ? Whole(file, "attention_mask") : ids.ne(0).to(ScalarType.Int64);
        if (!mask.shape.SequenceEqual(ids.shape) || ids.shape[1] > model.Text.Encoder.MaximumPositions || ids.shape[1] == 0)
        {
            throw InvalidInputException.At(
                path, null, $"input_ids is [{string.Join(",", ids.shape)}] and attention_mask [{string.Join(",", mask.shape)}]; they must be alike and have 1 to {model.Text.Encoder.MaximumPositions} columns.");
        }

        int vocabulary = model.Config?.Text.VocabularySize ?? int.MaxValue;
        if (ids.numel() > 0 && (ids.min().item<long>() < 0 || ids.max().item<long>() >= vocabulary))
        {
            throw InvalidInputException.At(path, "tensor 'input_ids'", $"has an id outside 0 to {vocabulary - 1}.");
        }

        return Batches(path, "input_ids", ids.shape[0], (start, count) => model.EncodeTexts(ids.narrow(0, start, count).to(model.Device), mask.narrow(0, start, count).to(model.Device), batching), cancellation)
            .MoveToOuterDisposeScope();
    }

    private static Tensor Whole(WeightFile file, string name)
    {
        WeightEntry entry = file[name];
        return entry.Shape.Count == 2 && entry.Type is TensorElementType.Int64 or TensorElementType.Int32
            ? file.Read(entry).to(ScalarType.Int64)
            : throw InvalidInputException.At(file.Path, $"tensor '{name}'", $"is {Kind(entry)}; I64 or I32 of shape [texts, tokens] is needed.");
    }

    private static string Kind(WeightEntry entry) => $"{entry.Type.SafetensorsName()} [{string.Join(",", entry.Shape)}]";

    private static Tensor Batches(string path, string name, long rows, Func<long, long, Tensor> encode, CancellationToken cancellation)
    {
        if (rows == 0)
        {
            throw InvalidInputException.At(path, $"tensor '{name}'", "has no rows.");
        }

        using DisposeScope scope = NewDisposeScope();
        var parts = new List<Tensor>();
        for (long start = 0; start < rows; start += RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                parts.Add(encode(start, Math.Min(RowsAtOnce, rows - start)));
            }
            catch (ArgumentException e)
            {
                throw InvalidInputException.At(path, $"tensor '{name}'", e.Message.Split(" (Parameter")[0], innerException: e);
            }
        }

        return cat([.. parts], 0).cpu().MoveToOuterDisposeScope();
    }
}
