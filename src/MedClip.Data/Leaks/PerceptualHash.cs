using System.Numerics;

namespace MedClip.Data;

/// <summary>
/// 256 bits that tell a film from its copies after rescaling, recompression and changes of brightness: for each of 16 × 16 places, whether the picture grows
/// brighter to the right (difference hash).
/// </summary>
/// <param name="A">Bits 0…63.</param>
/// <param name="B">Bits 64…127.</param>
/// <param name="C">Bits 128…191.</param>
/// <param name="D">Bits 192…255.</param>
public readonly record struct PerceptualHash(ulong A, ulong B, ulong C, ulong D)
{
    private const int Side = 16;

    /// <summary>Bits in which two hashes differ, 0…256; unrelated films differ in about 60 to 130.</summary>
    /// <param name="other">Another hash.</param>
    public int Distance(PerceptualHash other) =>
        BitOperations.PopCount(A ^ other.A) + BitOperations.PopCount(B ^ other.B) + BitOperations.PopCount(C ^ other.C) + BitOperations.PopCount(D ^ other.D);

    /// <summary>The hash of a film.</summary>
    /// <param name="image">8 or 16 bits.</param>
    public static PerceptualHash Of(PixelImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ReadOnlySpan<byte> small = Resampler.Resize(image.ScaleTo8Bits(), Side + 1, Side, ResampleFilter.Bilinear).Pixels8;
        Span<ulong> words = stackalloc ulong[4];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                int bit = (y * Side) + x;
                words[bit / 64] |= small[(y * (Side + 1)) + x] < small[(y * (Side + 1)) + x + 1] ? 1UL << (bit % 64) : 0;
            }
        }

        return new PerceptualHash(words[0], words[1], words[2], words[3]);
    }

    /// <summary>Every <paramref name="step"/>th bit from <paramref name="first"/> on, at most 32 of them.</summary>
    internal uint Band(int first, int step)
    {
        uint band = 0;
        for (int bit = first; bit < 256; bit += step)
        {
            ulong word = (bit / 64) switch { 0 => A, 1 => B, 2 => C, _ => D };
            band = (band << 1) | (uint)((word >> (bit % 64)) & 1);
        }

        return band;
    }
}
