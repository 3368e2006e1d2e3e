using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Tensors to and from safetensors files: a model's weights, an optimizer's moments, embeddings.</summary>
public static class TensorFile
{
    /// <summary>Writes tensors to a file, aside and then renamed.</summary>
    /// <param name="path">Where the file is to stand.</param>
    /// <param name="tensors">Names, distinct, and tensors of any device; complex tensors are refused.</param>
    /// <param name="metadata">Texts for the header.</param>
    public static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, [.. tensors.Select(pair => Content(pair.Key, pair.Value))], metadata);

    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="device">Where the tensors are to lie; the CPU when null.</param>
    /// <returns>Tensors that the caller owns, by name.</returns>
    /// <exception cref="InvalidInputException">The file is no valid safetensors file.</exception>
    public static Dictionary<string, Tensor> Load(string path, Device? device = null)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in file.Entries)
        {
            Tensor tensor = Read(file, entry);
            tensors.Add(entry.Name, device is null ? tensor : tensor.to(device, disposeAfter: true));
        }

        return tensors;
    }

    /// <summary>Copies one tensor out of an open file.</summary>
    /// <param name="file">An open file.</param>
    /// <param name="entry">One of its entries.</param>
    /// <returns>A tensor on the CPU, owned by the caller.</returns>
    /// <exception cref="InvalidInputException">libtorch has no such element type.</exception>
    public static Tensor Read(SafetensorsFile file, SafetensorsEntry entry)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(entry);
        if (TensorScalarTypes.ToScalarType(entry.Type) is not { } type)
        {
            throw InvalidInputException.At(file.Path, $"tensor '{entry.Name}'", $"holds {entry.Type.SafetensorsName()}, which libtorch does not compute with.");
        }

        Tensor tensor = empty([.. entry.Shape], dtype: type);
        if (entry.ByteLength > 0)
        {
            file.Bytes(entry).CopyTo(tensor.bytes);
        }

        return tensor;
    }

    internal static SafetensorsContent Content(string name, Tensor tensor) =>
        new(name, TensorScalarTypes.ToElementType(name, tensor.dtype), tensor.shape, stream =>
        {
            using DisposeScope scope = NewDisposeScope();
            if (tensor.numel() > 0)
            {
                stream.Write(tensor.detach().cpu().contiguous().bytes);
            }
        });
}
