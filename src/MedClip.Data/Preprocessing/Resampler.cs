using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MedClip.Data;

/// <summary>
/// Pillow's 8-bit resampling, bit for bit: fixed-point weights, horizontal pass first, rounded to 8 bits between the passes.
/// </summary>
public static class Resampler
{
    private const int Half = 1 << (ResampleWeights.FractionBits - 1);
    private const int Lanes = 8;

    /// <summary>Resizes a grey picture.</summary>
    /// <param name="image">8-bit picture.</param>
    /// <param name="width">The new width, at least 1.</param>
    /// <param name="height">The new height, at least 1.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>The resized picture, or the same object when the size does not change.</returns>
    public static PixelImage Resize(PixelImage image, int width, int height, ResampleFilter filter)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ReadOnlySpan<byte> pixels = image.Pixels8;
        if (image.Width == width && image.Height == height)
        {
            return image;
        }

        byte[]? narrowed = null;
        if (image.Width != width)
        {
            narrowed = new byte[(long)width * image.Height];
            Horizontal(pixels, image.Width, image.Height, ResampleWeights.Create(image.Width, width, filter), narrowed);
            pixels = narrowed;
        }

        if (image.Height == height)
        {
            return new PixelImage(width, height, 8, narrowed!);
        }

        var resized = new byte[(long)width * height];
        Vertical(pixels, width, ResampleWeights.Create(image.Height, height, filter), resized);
        return new PixelImage(width, height, 8, resized);
    }

    /// <summary>
    /// The same as <see cref="Canvas.Pad"/> and then <see cref="Resize"/> to a square, without making the canvas: what lies outside the picture is black and adds nothing.
    /// </summary>
    internal static PixelImage ResizePadded(PixelImage image, int canvas, int size, ResampleFilter filter)
    {
        ReadOnlySpan<byte> pixels = image.Pixels8;
        if (canvas == size)
        {
            return Canvas.Pad(image, canvas);
        }

        ResampleWeights weights = ResampleWeights.Create(canvas, size, filter);
        byte[] narrowed = ArrayPool<byte>.Shared.Rent(size * image.Height);
        try
        {
            Horizontal(pixels, image.Width, image.Height, weights.Within((canvas - image.Width) / 2, image.Width), narrowed);
            var resized = new byte[size * size];
            Vertical(narrowed.AsSpan(0, size * image.Height), size, weights.Within((canvas - image.Height) / 2, image.Height), resized);
            return new PixelImage(size, size, 8, resized);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(narrowed);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Horizontal(ReadOnlySpan<byte> source, int width, int height, ResampleWeights weights, Span<byte> target)
    {
        // Zero weights meet bytes past the row's end, so the row is copied to where such bytes exist.
        byte[] row = ArrayPool<byte>.Shared.Rent(width + weights.Stride);
        try
        {
            for (int y = 0; y < height; y++)
            {
                source.Slice(y * width, width).CopyTo(row);
                Span<byte> line = target.Slice(y * weights.Outputs, weights.Outputs);
                int i = Avx2.IsSupported && weights.Stride == Lanes ? Eights(row, weights, line) : 0;
                for (; i < line.Length; i++)
                {
                    ref byte pixel = ref row[weights.First[i]];
                    ref int weight = ref weights.Fixed[i * weights.Stride];
                    Vector256<int> sum = Vector256<int>.Zero;
                    for (int x = 0; x < weights.Count[i]; x += Lanes)
                    {
                        sum += Widen(ref pixel, x) * Vector256.LoadUnsafe(ref weight, (nuint)x);
                    }

                    line[i] = Round(Half + Vector256.Sum(sum));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(row);
        }
    }

    // Eight outputs of at most eight taps each: their products are summed crosswise. Gives how many outputs are done.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Eights(byte[] row, ResampleWeights weights, Span<byte> line)
    {
        int i = 0;
        for (; i <= line.Length - Lanes; i += Lanes)
        {
            Vector256<int> low = Avx2.HorizontalAdd(Avx2.HorizontalAdd(Products(i), Products(i + 1)), Avx2.HorizontalAdd(Products(i + 2), Products(i + 3)));
            Vector256<int> high = Avx2.HorizontalAdd(Avx2.HorizontalAdd(Products(i + 4), Products(i + 5)), Avx2.HorizontalAdd(Products(i + 6), Products(i + 7)));
            Vector256<int> sum = Avx2.Permute2x128(low, high, 0x20) + Avx2.Permute2x128(low, high, 0x31);
            Round(sum + Vector256.Create(Half)).CopyTo(line[i..]);
        }

        return i;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector256<int> Products(int output) =>
            Widen(ref row[weights.First[output]], 0) * Vector256.LoadUnsafe(ref weights.Fixed[0], (nuint)(output * Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vertical(ReadOnlySpan<byte> source, int width, ResampleWeights weights, Span<byte> target)
    {
        ref byte pixels = ref MemoryMarshal.GetReference(source);
        for (int i = 0; i < weights.Outputs; i++)
        {
            ReadOnlySpan<int> taps = weights.Fixed.AsSpan(i * weights.Stride, weights.Count[i]);
            int first = weights.First[i] * width;
            Span<byte> line = target.Slice(i * width, width);
            int x = 0;
            for (; x <= width - Lanes; x += Lanes)
            {
                Vector256<int> sum = Vector256.Create(Half);
                int at = first + x;
                foreach (int tap in taps)
                {
                    sum += Widen(ref pixels, at) * Vector256.Create(tap);
                    at += width;
                }

                Round(sum).CopyTo(line[x..]);
            }

            for (; x < width; x++)
            {
                int sum = Half;
                int at = first + x;
                foreach (int tap in taps)
                {
                    sum += source[at] * tap;
                    at += width;
                }

                line[x] = Round(sum);
            }
        }
    }

    private static Vector256<int> Widen(ref byte start, int offset)
    {
        Vector64<byte> eight = Vector64.LoadUnsafe(ref start, (nuint)offset);
        if (Avx2.IsSupported)
        {
            return Avx2.ConvertToVector256Int32(eight.ToVector128Unsafe());
        }

        Vector128<ushort> shorts = Vector128.WidenLower(eight.ToVector128());
        (Vector128<uint> lower, Vector128<uint> upper) = Vector128.Widen(shorts);
        return Vector256.Create(lower, upper).AsInt32();
    }

    private static Vector64<byte> Round(Vector256<int> sum)
    {
        Vector256<int> level = Vector256.Min(Vector256.Max(sum >> ResampleWeights.FractionBits, Vector256<int>.Zero), Vector256.Create(255));
        Vector128<ushort> shorts = Vector128.Narrow(level.GetLower().AsUInt32(), level.GetUpper().AsUInt32());
        return Vector64.Narrow(shorts.GetLower(), shorts.GetUpper());
    }

    private static byte Round(int sum) => (byte)Math.Clamp(sum >> ResampleWeights.FractionBits, 0, 255);
}
