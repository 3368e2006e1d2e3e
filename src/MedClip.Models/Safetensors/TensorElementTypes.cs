namespace MedClip.Models;

/// <summary>Names and sizes of <see cref="TensorElementType"/>.</summary>
public static class TensorElementTypes
{
    private static readonly (TensorElementType Type, string Name, int Size)[] Known =
    [
        (TensorElementType.Bool, "BOOL", 1), (TensorElementType.UInt8, "U8", 1), (TensorElementType.Int8, "I8", 1),
        (TensorElementType.Int16, "I16", 2), (TensorElementType.UInt16, "U16", 2), (TensorElementType.Float16, "F16", 2),
        (TensorElementType.BFloat16, "BF16", 2), (TensorElementType.Int32, "I32", 4), (TensorElementType.UInt32, "U32", 4),
        (TensorElementType.Float32, "F32", 4), (TensorElementType.Int64, "I64", 8), (TensorElementType.UInt64, "U64", 8),
        (TensorElementType.Float64, "F64", 8),
    ];

    /// <summary>Bytes of one element: 1, 2, 4 or 8.</summary>
    /// <param name="type">An element type.</param>
    public static int ByteSize(this TensorElementType type) => Known[(int)type].Size;

    /// <summary>The name in a safetensors header, e.g. <c>F32</c>.</summary>
    /// <param name="type">An element type.</param>
    public static string SafetensorsName(this TensorElementType type) => Known[(int)type].Name;

    /// <summary>Looks a header's name up; upper case only, as the format demands.</summary>
    /// <param name="name">A name such as <c>BF16</c>.</param>
    /// <param name="type">The element type when the name is known.</param>
    public static bool TryParse(string name, out TensorElementType type)
    {
        foreach ((TensorElementType candidate, string known, _) in Known)
        {
            if (known == name)
            {
                type = candidate;
                return true;
            }
        }

        type = default;
        return false;
    }
}
