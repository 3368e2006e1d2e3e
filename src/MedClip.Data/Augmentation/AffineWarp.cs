using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MedClip.Data;

/// <summary>One bilinear warp with a table look-up; black outside the film.</summary>
internal static unsafe class AffineWarp
{
    private const int Bits = 16;
    private const int FractionBits = 8;
    private const int Lanes = 8;
    private const long One = 1L << Bits;

    /// <summary>Fills a square of the given size.</summary>
    /// <param name="film">8-bit film.</param>
    /// <param name="toFilm">Where in the film each place of the output comes from.</param>
    /// <param name="size">The side of the output, at most 4096.</param>
    /// <param name="levels">The value of each of the 256 levels.</param>
    /// <param name="destination">Receives size × size values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(PixelImage film, AffineMatrix toFilm, int size, ReadOnlySpan<float> levels, Span<float> destination)
    {
        (int width, int height) = (film.Width, film.Height);
        (long stepX, long stepY) = (ToFixed(toFilm.A), ToFixed(toFilm.D));
        bool vectors = Avx2.IsSupported && width < short.MaxValue && height < short.MaxValue;
        Span<byte> row = stackalloc byte[size];
        fixed (byte* pixels = film.Pixels8)
        fixed (byte* line = row)
        {
            for (int y = 0; y < size; y++)
            {
                // Pixel centres: the sample at .5 of the output lies between the film's pixel centres.
                (double startX, double startY) = toFilm.Apply(0.5, y + 0.5);
                (long u, long v) = (ToFixed(startX - 0.5), ToFixed(startY - 0.5));

                // Where a sample touches the film at all, and where all four of its neighbours are inside.
                FixedRun touching = FixedRun.Of(u, stepX, -One, (long)width << Bits, size).And(FixedRun.Of(v, stepY, -One, (long)height << Bits, size));
                FixedRun inside = touching.And(FixedRun.Of(u, stepX, 0, (width - 1L) << Bits, size).And(FixedRun.Of(v, stepY, 0, (height - 1L) << Bits, size)));
                inside = vectors && inside.End - inside.Start >= Lanes ? inside : new FixedRun(touching.End, touching.End);
                row[..touching.Start].Clear();
                row[touching.End..].Clear();
                Samples(pixels, width, height, u, v, stepX, stepY, touching.Start, inside.Start, line);
                if (inside.End > inside.Start)
                {
                    // What is left after whole eights is done again from eight before the end.
                    int rest = inside.End - Lanes;
                    Vectors(pixels, width, (int)(u + (stepX * inside.Start)), (int)(v + (stepY * inside.Start)), (int)stepX, (int)stepY, line + inside.Start, line + rest + 1);
                    Vectors(pixels, width, (int)(u + (stepX * rest)), (int)(v + (stepY * rest)), (int)stepX, (int)stepY, line + rest, line + rest + 1);
                }

                Samples(pixels, width, height, u, v, stepX, stepY, inside.End, touching.End, line);

                NormalisationTable.LookUp(row, levels, destination.Slice(y * size, size));
            }
        }
    }

    // Eight samples at a time, from the first place that is given while the place is before the end; the same arithmetic as one by one: neighbours are read as pairs and blended by one multiply-add of 16-bit numbers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors(byte* pixels, int width, int u, int v, int stepX, int stepY, byte* target, byte* end)
    {
        Vector256<int> lanes = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        Vector256<int> us = Vector256.Create(u) + (lanes * stepX);
        Vector256<int> vs = Vector256.Create(v) + (lanes * stepY);
        Vector256<int> widths = Vector256.Create(width);
        Vector256<int> low = Vector256.Create(255);
        Vector256<int> whole = Vector256.Create(256);
        Vector256<int> half = Vector256.Create(1 << ((2 * FractionBits) - 1));
        byte* lower = pixels + width;
        int* at = stackalloc int[Lanes];
        for (; target < end; target += Lanes)
        {
            (((vs >> Bits) * widths) + (us >> Bits)).Store(at);
            Vector256<int> fx = (us >> (Bits - FractionBits)) & low;
            Vector256<int> fy = (vs >> (Bits - FractionBits)) & low;
            Vector256<short> shares = ((whole - fx) | (fx << 16)).AsInt16();
            Vector256<int> first = Avx2.MultiplyAddAdjacent(Pairs(pixels, at), shares);
            Vector256<int> second = Avx2.MultiplyAddAdjacent(Pairs(lower, at), shares);
            Vector256<int> level = ((first << FractionBits) + ((second - first) * fy) + half) >> (2 * FractionBits);
            Vector128<short> words = Sse2.PackSignedSaturate(level.GetLower(), level.GetUpper());
            *(long*)target = Sse2.PackUnsignedSaturate(words, words).AsInt64().ToScalar();
            us += Vector256.Create(stepX * Lanes);
            vs += Vector256.Create(stepY * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Pairs(byte* row, int* at) => Avx2.ConvertToVector256Int16(Vector128.Create(
        *(ushort*)(row + at[0]), *(ushort*)(row + at[1]), *(ushort*)(row + at[2]), *(ushort*)(row + at[3]),
        *(ushort*)(row + at[4]), *(ushort*)(row + at[5]), *(ushort*)(row + at[6]), *(ushort*)(row + at[7])).AsByte());

    private static void Samples(byte* pixels, int width, int height, long u, long v, long stepX, long stepY, int start, int end, byte* line)
    {
        for (int x = start; x < end; x++)
        {
            line[x] = Sample(pixels, width, height, u + (stepX * x), v + (stepY * x));
        }
    }

    private static byte Sample(byte* pixels, int width, int height, long u, long v)
    {
        long left = u >> Bits;
        long top = v >> Bits;
        int fx = (int)(u >> (Bits - FractionBits)) & 255;
        int fy = (int)(v >> (Bits - FractionBits)) & 255;
        int a = At(left, top, pixels, width, height);
        int b = At(left + 1, top, pixels, width, height);
        int c = At(left, top + 1, pixels, width, height);
        int d = At(left + 1, top + 1, pixels, width, height);
        int upper = (a << FractionBits) + ((b - a) * fx);
        int lower = (c << FractionBits) + ((d - c) * fx);
        return (byte)(((upper << FractionBits) + ((lower - upper) * fy) + (1 << ((2 * FractionBits) - 1))) >> (2 * FractionBits));
    }

    private static int At(long x, long y, byte* pixels, int width, int height) =>
        (ulong)x < (ulong)width && (ulong)y < (ulong)height ? pixels[(y * width) + x] : 0;

    private static long ToFixed(double value) => (long)Math.Floor((value * (1 << Bits)) + 0.5);
}
