using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MedClip.Data;

/// <summary>Brightness, contrast and normalisation as one table of 256 values.</summary>
internal static class IntensityMap
{
    /// <summary>Fills the normalised value of each level after brightness and contrast, clipped to 0…255 after each.</summary>
    public static void Fill(ReadOnlySpan<byte> film, AugmentationDraw draw, ReadOnlySpan<float> normalised, Span<float> levels)
    {
        if (draw.Brightness == 1 && draw.Contrast == 1)
        {
            normalised.CopyTo(levels);
            return;
        }

        double mean = Mean(film) * (draw.BrightnessFirst ? draw.Brightness : 1);
        for (int level = 0; level < levels.Length; level++)
        {
            double value = level;
            if (draw.BrightnessFirst)
            {
                value = Clip(value * draw.Brightness);
            }

            value = Clip(mean + (draw.Contrast * (value - mean)));
            if (!draw.BrightnessFirst)
            {
                value = Clip(value * draw.Brightness);
            }

            // Between two levels of the table: the map stays smooth where contrast is stretched.
            int lower = Math.Min((int)value, 254);
            levels[level] = (float)(normalised[lower] + ((normalised[lower + 1] - normalised[lower]) * (value - lower)));
        }
    }

    private static double Clip(double value) => Math.Clamp(value, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Mean(ReadOnlySpan<byte> film)
    {
        long sum = 0;
        int start = 0;
        if (Avx2.IsSupported)
        {
            Vector256<long> sums = Vector256<long>.Zero;
            for (; start <= film.Length - Vector256<byte>.Count; start += Vector256<byte>.Count)
            {
                sums += Avx2.SumAbsoluteDifferences(Vector256.Create(film[start..]), Vector256<byte>.Zero).AsInt64();
            }

            sum = Vector256.Sum(sums);
        }

        foreach (byte pixel in film[start..])
        {
            sum += pixel;
        }

        return sum / (double)film.Length;
    }
}
