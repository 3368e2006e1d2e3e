using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// A tensor as TorchSharp's files hold it: element type, number of dimensions, their lengths (all LEB128), then the elements in
/// row-major order, little-endian. Everything is checked before anything is allocated.
/// </summary>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Lengths of the dimensions.</param>
/// <param name="Bytes">Length of the data.</param>
internal sealed record TensorRecord(ScalarType Type, long[] Shape, long Bytes)
{
    private const int MaxDimensions = 64;
    private const int BufferBytes = 1 << 20;

    /// <summary>Reads what comes before the data.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static TensorRecord ReadHeader(BinaryReader reader, string name)
    {
        var type = (ScalarType)reader.ReadLeb128(sbyte.MaxValue, $"element type of '{name}'");
        long size = SizeOf(type, name);
        var shape = new long[reader.ReadLeb128(MaxDimensions, $"number of dimensions of '{name}'")];
        long bytes = size;
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.ReadLeb128(long.MaxValue, $"shape of '{name}'");
            bytes = shape[i] == 0 ? 0 : Math.BigMul(bytes, shape[i], out long low) == 0 && low >= 0
                ? low
                : throw new InvalidDataException($"'{name}' would have more elements than memory can hold: the file is damaged");
        }
        Stream stream = reader.BaseStream;
        if (stream.CanSeek && stream.Length - stream.Position < bytes)
        {
            throw new InvalidDataException($"'{name}' needs {bytes} bytes, {stream.Length - stream.Position} are left: the file is cut short");
        }
        return new TensorRecord(type, shape, bytes);
    }

    /// <summary>Writes a tensor.</summary>
    public static void Write(BinaryWriter writer, Tensor tensor)
    {
        long[] shape = tensor.shape;
        writer.WriteLeb128((long)tensor.dtype);
        writer.WriteLeb128(shape.Length);
        foreach (long length in shape)
        {
            writer.WriteLeb128(length);
        }
        writer.Flush();
        using (no_grad())
        {
            using Tensor plain = tensor.detach();
            using Tensor near = plain.device_type == DeviceType.CPU ? plain.alias() : plain.to(DeviceType.CPU);
            using Tensor dense = near.contiguous();
            dense.WriteBytesToStream(writer.BaseStream, BufferBytes);
        }
    }

    /// <summary>Reads the data into a new tensor on the processor.</summary>
    public Tensor ReadNew(BinaryReader reader)
    {
        Tensor tensor = NnOp.Empty.Call(Shape, Type, MedClip.Torch.Arg.None, new Device(DeviceType.CPU));
        ReadBytes(reader, tensor);
        return tensor;
    }

    /// <summary>Reads the data into a tensor of the same shape, converting to its element type and device.</summary>
    public void ReadInto(BinaryReader reader, Tensor target)
    {
        using (no_grad())
        {
            if (target.dtype == Type && target.device_type == DeviceType.CPU && target.is_contiguous())
            {
                ReadBytes(reader, target);
                return;
            }
            using Tensor loaded = ReadNew(reader);
            target.copy_(loaded);
        }
    }

    /// <summary>Passes over the data.</summary>
    public void Skip(BinaryReader reader)
    {
        if (reader.BaseStream.CanSeek)
        {
            reader.BaseStream.Seek(Bytes, SeekOrigin.Current);
            return;
        }
        var buffer = new byte[Math.Min(BufferBytes, Bytes)];
        for (long left = Bytes; left > 0; left -= Math.Min(left, buffer.Length))
        {
            reader.BaseStream.ReadExactly(buffer, 0, (int)Math.Min(left, buffer.Length));
        }
    }

    private void ReadBytes(BinaryReader reader, Tensor tensor)
    {
        if (Bytes > 0)
        {
            tensor.ReadBytesFromStream(reader.BaseStream, BufferBytes);
        }
    }

    private static long SizeOf(ScalarType type, string name) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new InvalidDataException($"'{name}' has the unknown element type {(int)type}: the file is damaged or of another kind"),
    };
}
