using System.Buffers;
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
    /// The same with the vertical pass first, which is the cheaper order when both sides shrink; a pixel may differ by one level from
    /// <see cref="Resize"/>.
    /// </summary>
    internal static PixelImage ResizeRowsFirst(PixelImage image, int width, int height, ResampleFilter filter)
    {
        if (image.Height == height || image.Width == width)
        {
            return Resize(image, width, height, filter);
        }

        var lowered = new byte[(long)image.Width * height];
        Vertical(image.Pixels8, image.Width, ResampleWeights.Create(image.Height, height, filter), lowered);
        var resized = new byte[(long)width * height];
        Horizontal(lowered, image.Width, height, ResampleWeights.Create(image.Width, width, filter), resized);
        return new PixelImage(width, height, 8, resized);
    }

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
                for (int i = 0; i < line.Length; i++)
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

                Vector256<int> level = Vector256.Min(Vector256.Max(sum >> ResampleWeights.FractionBits, Vector256<int>.Zero), Vector256.Create(255));
                Vector128<ushort> shorts = Vector128.Narrow(level.GetLower().AsUInt32(), level.GetUpper().AsUInt32());
                Vector64.Narrow(shorts.GetLower(), shorts.GetUpper()).CopyTo(line[x..]);
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

    private static byte Round(int sum) => (byte)Math.Clamp(sum >> ResampleWeights.FractionBits, 0, 255);
}
