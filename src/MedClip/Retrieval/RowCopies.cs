using System.Runtime.InteropServices;

namespace MedClip;

/// <summary>Copies of an index's rows in memory, in either precision.</summary>
internal static class RowCopies
{
    private const int BlockRows = 1024;

    /// <summary>N×P numbers; what was kept in bfloat16 is widened, which changes no number.</summary>
    /// <exception cref="OverflowException">There are more than an array holds.</exception>
    public static float[] Float32(IEmbeddingRows rows)
    {
        var values = new float[checked(rows.Count * rows.Dimensions)];
        for (int start = 0; start < rows.Count; start += BlockRows)
        {
            ReadOnlySpan<byte> block = Block(rows, start);
            Span<float> target = values.AsSpan(start * rows.Dimensions);
            if (rows.Precision == EmbeddingPrecision.BFloat16)
            {
                BFloat16Numbers.Widen(MemoryMarshal.Cast<byte, ushort>(block), target);
            }
            else
            {
                MemoryMarshal.Cast<byte, float>(block).CopyTo(target);
            }
        }

        return values;
    }

    /// <summary>N×P numbers as bits of bfloat16.</summary>
    /// <exception cref="OverflowException">There are more than an array holds.</exception>
    /// <exception cref="InvalidInputException">A number is not finite, or too large.</exception>
    public static ushort[] BFloat16(IEmbeddingRows rows)
    {
        var values = new ushort[checked(rows.Count * rows.Dimensions)];
        for (int start = 0; start < rows.Count; start += BlockRows)
        {
            ReadOnlySpan<byte> block = Block(rows, start);
            Span<ushort> target = values.AsSpan(start * rows.Dimensions);
            if (rows.Precision == EmbeddingPrecision.BFloat16)
            {
                MemoryMarshal.Cast<byte, ushort>(block).CopyTo(target);
                continue;
            }

            ReadOnlySpan<float> numbers = MemoryMarshal.Cast<byte, float>(block);
            int refused = BFloat16Numbers.Round(numbers, target);
            if (refused >= 0)
            {
                throw new InvalidInputException(FormattableString.Invariant(
                    $"Item {start + (refused / rows.Dimensions)} of the index has {numbers[refused]} as number {refused % rows.Dimensions} (both counted from 0), which bfloat16 cannot hold; an embedding is of length 1."));
            }
        }

        return values;
    }

    private static ReadOnlySpan<byte> Block(IEmbeddingRows rows, int start) => rows.Block(start, Math.Min(BlockRows, rows.Count - start));
}
