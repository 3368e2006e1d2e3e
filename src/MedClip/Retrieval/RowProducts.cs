using System.Numerics;
using System.Runtime.InteropServices;

namespace MedClip;

/// <summary>
/// Products of one query with many rows, at the pace of memory: four vectors of sums side by side, straight through the rows. A row's product has the same bits wherever the row stands,
/// so that equal rows are equally near.
/// </summary>
internal static class RowProducts
{
    /// <summary>Fills in the product of each row with the query.</summary>
    /// <param name="query">P numbers.</param>
    /// <param name="rows">R×P numbers, row by row.</param>
    /// <param name="products">R numbers.</param>
    public static void Of(ReadOnlySpan<float> query, ReadOnlySpan<float> rows, Span<float> products)
    {
        int width = query.Length;
        for (int row = 0; row < products.Length; row++)
        {
            products[row] = Of(query, rows.Slice(row * width, width));
        }
    }

    private static float Of(ReadOnlySpan<float> query, ReadOnlySpan<float> row)
    {
        // Both spans are as wide as the loop goes.
        ref float q = ref MemoryMarshal.GetReference(query), x = ref MemoryMarshal.GetReference(row);
        (Vector<float> a, Vector<float> b, Vector<float> c, Vector<float> d) = (default, default, default, default);
        nuint lanes = (nuint)Vector<float>.Count, i = 0, width = (nuint)row.Length;
        for (; i + (4 * lanes) <= width; i += 4 * lanes)
        {
            a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i), Vector.LoadUnsafe(ref x, i), a);
            b = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i + lanes), Vector.LoadUnsafe(ref x, i + lanes), b);
            c = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i + (2 * lanes)), Vector.LoadUnsafe(ref x, i + (2 * lanes)), c);
            d = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i + (3 * lanes)), Vector.LoadUnsafe(ref x, i + (3 * lanes)), d);
        }

        float sum = Vector.Sum(a + b + (c + d));
        for (; i < width; i++)
        {
            sum += query[(int)i] * row[(int)i];
        }

        return sum;
    }
}
