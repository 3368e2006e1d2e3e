using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MedClip.Data;

/// <summary>One bilinear warp with a table look-up; black outside the film.</summary>
internal static class AffineWarp
{
    private const int Bits = 16;
    private const int FractionBits = 8;
    private const int Lanes = 8;

    /// <summary>Fills a square of the given size.</summary>
    /// <param name="film">8-bit film.</param>
    /// <param name="toFilm">Where in the film each place of the output comes from.</param>
    /// <param name="size">The side of the output.</param>
    /// <param name="levels">The value of each of the 256 levels.</param>
    /// <param name="destination">Receives size × size values.</param>
    public static void Apply(PixelImage film, AffineMatrix toFilm, int size, ReadOnlySpan<float> levels, Span<float> destination)
    {
        ReadOnlySpan<byte> pixels = film.Pixels8;
        int width = film.Width;
        int height = film.Height;
        long stepX = ToFixed(toFilm.A);
        long stepY = ToFixed(toFilm.D);
        for (int y = 0; y < size; y++)
        {
            // Pixel centres: the sample at .5 of the output lies between the film's pixel centres.
            (double startX, double startY) = toFilm.Apply(0.5, y + 0.5);
            long u = ToFixed(startX - 0.5);
            long v = ToFixed(startY - 0.5);
            Span<float> row = destination.Slice(y * size, size);
            int x = 0;
            while (x < size)
            {
                int inside = Avx2.IsSupported ? Inside(pixels.Length, width, height, u, v, stepX, stepY, size - x) : 0;
                if (inside >= Lanes)
                {
                    int done = Vectors(ref MemoryMarshal.GetReference(pixels), width, (int)u, (int)v, (int)stepX, (int)stepY, ref MemoryMarshal.GetReference(levels), row.Slice(x, inside));
                    x += done;
                    u += stepX * done;
                    v += stepY * done;
                    continue;
                }

                row[x] = levels[Sample(pixels, width, height, u, v)];
                x++;
                u += stepX;
                v += stepY;
            }
        }
    }

    // Whether the next eight samples have all four neighbours inside, with room for a read of four bytes. A line that is inside at both ends is inside between.
    private static int Inside(int length, int width, int height, long u, long v, long stepX, long stepY, int left)
    {
        int count = left / Lanes * Lanes;
        while (count >= Lanes)
        {
            if (Holds(length, width, height, u, v) && Holds(length, width, height, u + (stepX * (count - 1)), v + (stepY * (count - 1))))
            {
                return count;
            }

            count = count / 2 / Lanes * Lanes;
        }

        return 0;
    }

    private static bool Holds(int length, int width, int height, long u, long v)
    {
        long left = u >> Bits;
        long top = v >> Bits;
        return (ulong)left < (ulong)(width - 1) && (ulong)top < (ulong)(height - 1) && width < short.MaxValue && height < short.MaxValue - 4 && top < height - 4 && length > 4 * width;
    }

    // Eight samples at a time, the same arithmetic as one by one.
    private static unsafe int Vectors(ref byte pixels, int width, int u, int v, int stepX, int stepY, ref float levels, Span<float> row)
    {
        Vector256<int> lanes = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        Vector256<int> us = Vector256.Create(u) + (lanes * stepX);
        Vector256<int> vs = Vector256.Create(v) + (lanes * stepY);
        Vector256<int> widths = Vector256.Create(width);
        Vector256<int> low = Vector256.Create(255);
        Vector256<int> half = Vector256.Create(1 << ((2 * FractionBits) - 1));
        fixed (byte* start = &pixels)
        fixed (float* table = &levels)
        fixed (float* target = row)
        {
            for (int x = 0; x < row.Length; x += Lanes)
            {
                Vector256<int> at = ((vs >> Bits) * widths) + (us >> Bits);
                Vector256<int> fx = (us >> (Bits - FractionBits)) & low;
                Vector256<int> fy = (vs >> (Bits - FractionBits)) & low;
                Vector256<int> upper = Blend(Avx2.GatherVector256((int*)start, at, 1), fx, low);
                Vector256<int> lower = Blend(Avx2.GatherVector256((int*)(start + width), at, 1), fx, low);
                Vector256<int> level = ((upper << FractionBits) + ((lower - upper) * fy) + half) >> (2 * FractionBits);
                Avx2.GatherVector256(table, level, sizeof(float)).Store(target + x);
                us += Vector256.Create(stepX * Lanes);
                vs += Vector256.Create(stepY * Lanes);
            }
        }

        return row.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Blend(Vector256<int> two, Vector256<int> share, Vector256<int> low)
    {
        Vector256<int> first = two & low;
        return (first << FractionBits) + ((((two >> 8) & low) - first) * share);
    }

    private static byte Sample(ReadOnlySpan<byte> pixels, int width, int height, long u, long v)
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

    private static int At(long x, long y, ReadOnlySpan<byte> pixels, int width, int height) =>
        (ulong)x < (ulong)width && (ulong)y < (ulong)height ? pixels[((int)y * width) + (int)x] : 0;

    private static long ToFixed(double value) => (long)Math.Floor((value * (1 << Bits)) + 0.5);
}
