using System.Runtime.InteropServices;
using System.Text;
using MedClip.Models;

namespace MedClip;

/// <summary>The file of an <see cref="EmbeddingIndex"/>: safetensors, so that other languages read it and the header is checked before anything is reached.</summary>
internal static class IndexFile
{
    private const string Embeddings = "embeddings", Bytes = "item_bytes", Ends = "item_ends", Kind = "medclip-index";
    private const int BlockRows = 1024;

    public static void Save(string path, IEmbeddingRows rows, IReadOnlyList<string> items, string modelHash)
    {
        var ends = new long[items.Count];
        long end = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            ends[i] = end += Encoding.UTF8.GetByteCount(items[i]);
        }

        SafetensorsWriter.Write(
            path,
            [
                new SafetensorsContent(Embeddings, rows.Precision == EmbeddingPrecision.BFloat16 ? TensorElementType.BFloat16 : TensorElementType.Float32, [rows.Count, rows.Dimensions], stream =>
                {
                    for (int start = 0; start < rows.Count; start += BlockRows)
                    {
                        stream.Write(rows.Block(start, Math.Min(BlockRows, rows.Count - start)));
                    }
                }),
                new SafetensorsContent(Ends, TensorElementType.Int64, [ends.Length], stream => stream.Write(MemoryMarshal.AsBytes(ends.AsSpan()))),
                new SafetensorsContent(Bytes, TensorElementType.UInt8, [end], stream =>
                {
                    foreach (string item in items)
                    {
                        stream.Write(Encoding.UTF8.GetBytes(item));
                    }
                }),
            ],
            new Dictionary<string, string> { ["kind"] = Kind, ["model_hash"] = modelHash });
    }

    public static (IEmbeddingRows Rows, IReadOnlyList<string> Items, string ModelHash) Open(string path)
    {
        SafetensorsFile file = SafetensorsFile.Open(path);
        try
        {
            if (file.Metadata.GetValueOrDefault("kind") != Kind)
            {
                throw InvalidInputException.At(path, null, "is no index of MedCLIP.", "Make one with `medclip index`.");
            }

            SafetensorsEntry rows = file[Embeddings];
            if (rows.Type is not (TensorElementType.Float32 or TensorElementType.BFloat16) || rows.Shape is not [> 0 and <= int.MaxValue, > 0 and <= 1 << 16])
            {
                throw InvalidInputException.At(path, $"tensor '{Embeddings}'", $"is {rows}; a matrix of F32 or BF16 with at least one row is expected.");
            }

            return (new FileRows(file, rows), Items(path, file, rows.Shape[0]), file.Metadata.GetValueOrDefault("model_hash", ""));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static string[] Items(string path, SafetensorsFile file, long count)
    {
        SafetensorsEntry bytes = file[Bytes], places = file[Ends];
        if (bytes.Type != TensorElementType.UInt8 || bytes.Shape.Count != 1 || places.Type != TensorElementType.Int64 || places.Shape is not [var named] || named != count)
        {
            throw InvalidInputException.At(path, $"tensor '{Ends}'", $"names other than {count} items.");
        }

        long[] ends = file.Read<long>(Ends);
        var items = new string[count];
        long start = 0;
        for (int i = 0; i < items.Length; i++)
        {
            if (ends[i] < start || ends[i] > bytes.ByteLength || ends[i] - start > int.MaxValue)
            {
                throw InvalidInputException.At(path, $"tensor '{Ends}', place {i}", $"is {ends[i]}, outside {start}…{bytes.ByteLength}; the file is damaged.");
            }

            items[i] = Encoding.UTF8.GetString(file.Bytes(bytes, start, (int)(ends[i] - start)));
            start = ends[i];
        }

        return items;
    }
}
