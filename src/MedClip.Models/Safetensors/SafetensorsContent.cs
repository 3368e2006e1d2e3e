namespace MedClip.Models;

/// <summary>A tensor to be written: its place in the header is known before its bytes are.</summary>
/// <param name="Name">The key; distinct within a file.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Write">Writes exactly the tensor's bytes, row-major, little-endian.</param>
public sealed record SafetensorsContent(string Name, TensorElementType Type, IReadOnlyList<long> Shape, Action<Stream> Write)
{
    /// <summary>The bytes that <see cref="Write"/> must produce.</summary>
    public long ByteLength => Shape.Aggregate((long)Type.ByteSize(), (product, size) => checked(product * size));

    /// <summary>A tensor of float32 numbers held in memory.</summary>
    /// <param name="name">The key.</param>
    /// <param name="shape">Sizes whose product is the number of values.</param>
    /// <param name="values">The values, row-major.</param>
    public static SafetensorsContent Float32(string name, IReadOnlyList<long> shape, ReadOnlyMemory<float> values) => new(
        name, TensorElementType.Float32, shape, stream => stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.Span)));
}
