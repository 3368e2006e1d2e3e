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

    private static double Mean(ReadOnlySpan<byte> film)
    {
        long sum = 0;
        foreach (byte pixel in film)
        {
            sum += pixel;
        }

        return sum / (double)film.Length;
    }
}
