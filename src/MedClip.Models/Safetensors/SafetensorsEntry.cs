namespace MedClip.Models;

/// <summary>One tensor of a safetensors file: what the header says of it, already checked against the file.</summary>
/// <param name="Name">The key; any text, never used as a path.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Offset">First byte, counted from the start of the file.</param>
/// <param name="ByteLength">Bytes, equal to the product of the shape times the element's size.</param>
public sealed record SafetensorsEntry(string Name, TensorElementType Type, IReadOnlyList<long> Shape, long Offset, long ByteLength)
{
    /// <summary>Number of elements.</summary>
    public long Count => ByteLength / Type.ByteSize();

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type.SafetensorsName()} [{string.Join(",", Shape)}]";
}
