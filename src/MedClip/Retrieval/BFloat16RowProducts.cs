using System.Numerics;
using System.Runtime.InteropServices;

namespace MedClip;

/// <summary>
/// Products of one float32 query with many rows of bfloat16, at the pace of memory: as <see cref="RowProducts"/>, but a vector of row bits holds two numbers in each lane. The even ones become
/// float32 by a shift, the odd ones by cutting the lower half off, and none moves to another lane, because the query was put into that order before. A row's product has the same bits
/// wherever the row stands.
/// </summary>
internal static class BFloat16RowProducts
{
    /// <summary>Queries in the order in which rows are widened: of each two vectors of numbers the even ones, then the odd ones; what fills no vector stays.</summary>
    /// <param name="queries">Q×P numbers, row by row.</param>
    /// <param name="width">P.</param>
    public static float[] Arrange(ReadOnlySpan<float> queries, int width)
    {
        float[] arranged = queries.ToArray();
        int lanes = Vector<float>.Count;
        for (int query = 0; query < queries.Length; query += width)
        {
            for (int i = 0; i + (2 * lanes) <= width; i += 2 * lanes)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    arranged[query + i + lane] = queries[query + i + (2 * lane)];
                    arranged[query + i + lanes + lane] = queries[query + i + (2 * lane) + 1];
                }
            }
        }

        return arranged;
    }

    /// <summary>Fills in the product of each row with the query.</summary>
    /// <param name="arranged">P numbers, as <see cref="Arrange"/> gave them.</param>
    /// <param name="rows">R×P numbers, row by row, as bits.</param>
    /// <param name="products">R numbers.</param>
    public static void Of(ReadOnlySpan<float> arranged, ReadOnlySpan<ushort> rows, Span<float> products)
    {
        int width = arranged.Length;
        for (int row = 0; row < products.Length; row++)
        {
            products[row] = Of(arranged, rows.Slice(row * width, width));
        }
    }

    private static float Of(ReadOnlySpan<float> query, ReadOnlySpan<ushort> row)
    {
        // Both spans are as wide as the loops go.
        ref float q = ref MemoryMarshal.GetReference(query);
        ref ushort x = ref MemoryMarshal.GetReference(row);
        (Vector<float> a, Vector<float> b, Vector<float> c, Vector<float> d) = (default, default, default, default);
        var odd = new Vector<uint>(0xFFFF_0000);
        nuint lanes = (nuint)Vector<float>.Count, i = 0, width = (nuint)row.Length;
        for (; i + (4 * lanes) <= width; i += 4 * lanes)
        {
            Vector<uint> one = Vector.AsVectorUInt32(Vector.LoadUnsafe(ref x, i)), two = Vector.AsVectorUInt32(Vector.LoadUnsafe(ref x, i + (2 * lanes)));
            a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i), Vector.AsVectorSingle(one << 16), a);
            b = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i + lanes), Vector.AsVectorSingle(one & odd), b);
            c = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i + (2 * lanes)), Vector.AsVectorSingle(two << 16), c);
            d = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i + (3 * lanes)), Vector.AsVectorSingle(two & odd), d);
        }

        if (i + (2 * lanes) <= width)
        {
            Vector<uint> last = Vector.AsVectorUInt32(Vector.LoadUnsafe(ref x, i));
            a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i), Vector.AsVectorSingle(last << 16), a);
            b = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref q, i + lanes), Vector.AsVectorSingle(last & odd), b);
            i += 2 * lanes;
        }

        float sum = Vector.Sum(a + b + (c + d));
        for (; i < width; i++)
        {
            sum += query[(int)i] * BFloat16Numbers.Widen(row[(int)i]);
        }

        return sum;
    }
}
