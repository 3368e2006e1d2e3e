namespace TorchSharp;

/// <summary>Whole numbers of variable length, seven bits a byte, lowest first: how TorchSharp's files hold counts and sizes.</summary>
internal static class Leb128
{
    /// <summary>Writes a number that is not negative.</summary>
    public static void WriteLeb128(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        writer.Write7BitEncodedInt64(value);
    }

    /// <summary>Reads a number within 0 and <paramref name="limit"/>.</summary>
    /// <exception cref="InvalidDataException">The number is longer than it can be, or beyond the limit.</exception>
    public static long ReadLeb128(this BinaryReader reader, long limit, string what)
    {
        long value;
        try
        {
            value = reader.Read7BitEncodedInt64();
        }
        catch (FormatException error)
        {
            throw new InvalidDataException($"the {what} is not a number TorchSharp writes: the file is damaged or of another kind", error);
        }
        catch (EndOfStreamException error)
        {
            throw new InvalidDataException($"the file ends where the {what} should be: it is cut short", error);
        }
        return value >= 0 && value <= limit
            ? value
            : throw new InvalidDataException($"the {what} is {value}, which is not possible (0 to {limit}): the file is damaged or of another kind");
    }
}
