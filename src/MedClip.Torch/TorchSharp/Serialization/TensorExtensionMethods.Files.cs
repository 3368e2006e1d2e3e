using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <content>Single tensors in files of TorchSharp's format.</content>
public static partial class TensorExtensionMethods
{
    /// <summary>Makes a parameter of a tensor, taking its storage over.</summary>
    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    /// <summary>Writes a tensor: type, shape, elements.</summary>
    /// <param name="tensor">Any tensor.</param>
    /// <param name="writer">Where to.</param>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(writer);
        TensorRecord.Write(writer, tensor);
    }

    /// <inheritdoc cref="Save(Tensor, BinaryWriter)"/>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    /// <inheritdoc cref="Save(Tensor, BinaryWriter)"/>
    public static void Save(this Tensor tensor, string location)
    {
        using FileStream stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads a tensor that <see cref="Save(Tensor, BinaryWriter)"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="skip">Whether it is passed over; the result is null then.</param>
    /// <exception cref="InvalidDataException">The data is damaged or cut short.</exception>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(reader);
        TensorRecord record = TensorRecord.ReadHeader(reader, "tensor");
        if (!skip)
        {
            return record.ReadNew(reader);
        }
        record.Skip(reader);
        return null!;
    }

    /// <summary>Reads into a tensor of the same shape, converting to its element type and device.</summary>
    /// <param name="tensor">What is overwritten.</param>
    /// <param name="reader">Where from.</param>
    /// <param name="skip">Whether the data is passed over.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="InvalidDataException">The data is damaged or cut short.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        ArgumentNullException.ThrowIfNull(reader);
        TensorRecord record = TensorRecord.ReadHeader(reader, "tensor");
        if (skip)
        {
            record.Skip(reader);
            return;
        }
        if (!tensor.shape.AsSpan().SequenceEqual(record.Shape))
        {
            throw new ArgumentException($"the file holds ({string.Join(", ", record.Shape)}), the tensor is ({string.Join(", ", tensor.shape)})", nameof(tensor));
        }
        record.ReadInto(reader, tensor);
    }
}
