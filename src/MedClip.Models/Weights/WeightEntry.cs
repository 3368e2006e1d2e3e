namespace MedClip.Models;

/// <summary>One tensor of a weight file, whatever the file's format; already checked against the file.</summary>
/// <param name="Name">The key; nested dictionaries give dotted paths, e.g. <c>state_dict.fc.weight</c>. Any text, never used as a path.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
public sealed record WeightEntry(string Name, TensorElementType Type, IReadOnlyList<long> Shape)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>Bytes of the tensor when it is written out row by row.</summary>
    public long ByteLength => checked(Count * Type.ByteSize());

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type.SafetensorsName()} [{string.Join(",", Shape)}]";
}
