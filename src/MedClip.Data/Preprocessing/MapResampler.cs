namespace MedClip.Data;

/// <summary>
/// Resizes maps of numbers, such as heat maps and tensors, with Pillow's filters: sums in double, rounded between the passes to float32 (its mode F) or to whole
/// numbers (its mode I). With <see cref="ResampleFilter.Bilinear"/> that is torchvision's antialiased resize of a tensor.
/// </summary>
public static class MapResampler
{
    /// <summary>Resizes a map of floats.</summary>
    /// <param name="map">height × width values, row by row.</param>
    /// <param name="width">The map's width, at least 1.</param>
    /// <param name="height">The map's height, at least 1.</param>
    /// <param name="newWidth">The new width, at least 1.</param>
    /// <param name="newHeight">The new height, at least 1.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>newHeight × newWidth values.</returns>
    /// <exception cref="ArgumentException">The map's length is not width × height.</exception>
    public static float[] Resize(ReadOnlySpan<float> map, int width, int height, int newWidth, int newHeight, ResampleFilter filter)
    {
        var values = new double[map.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = map[i];
        }

        return Array.ConvertAll(Resize(values, width, height, newWidth, newHeight, filter, value => (float)value), value => (float)value);
    }

    /// <summary>Resizes a map of whole numbers; halves are rounded away from zero.</summary>
    /// <param name="map">height × width values, row by row.</param>
    /// <param name="width">The map's width, at least 1.</param>
    /// <param name="height">The map's height, at least 1.</param>
    /// <param name="newWidth">The new width, at least 1.</param>
    /// <param name="newHeight">The new height, at least 1.</param>
    /// <param name="filter">The filter.</param>
    /// <returns>newHeight × newWidth values.</returns>
    /// <exception cref="ArgumentException">The map's length is not width × height.</exception>
    public static int[] Resize(ReadOnlySpan<int> map, int width, int height, int newWidth, int newHeight, ResampleFilter filter)
    {
        var values = new double[map.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = map[i];
        }

        return Array.ConvertAll(
            Resize(values, width, height, newWidth, newHeight, filter, value => Math.Truncate(value < 0 ? value - 0.5 : value + 0.5)), value => (int)Math.Clamp(value, int.MinValue, int.MaxValue));
    }

    private static double[] Resize(double[] map, int width, int height, int newWidth, int newHeight, ResampleFilter filter, Func<double, double> round)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(width, height), 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(newWidth, newHeight), 1);
        if (map.Length != (long)width * height)
        {
            throw new ArgumentException($"A map of {width} x {height} has {(long)width * height} values, not {map.Length}.", nameof(map));
        }

        double[] narrowed = width == newWidth ? map : Pass(map, height, width, newWidth, 1, filter, round);
        return height == newHeight ? narrowed : Pass(narrowed, newWidth, height, newHeight, newWidth, filter, round);
    }

    // Lines of one axis: neighbours lie `step` apart, and so do the lines when the step is 1 along the other axis.
    private static double[] Pass(double[] map, int lines, int inputs, int outputs, int step, ResampleFilter filter, Func<double, double> round)
    {
        var result = new double[(long)lines * outputs];
        int lineStep = step == 1 ? inputs : 1;
        int resultLineStep = step == 1 ? outputs : 1;
        for (int output = 0; output < outputs; output++)
        {
            (int first, double[] weights) = ResampleWeights.Exact(inputs, outputs, filter, output);
            for (int line = 0; line < lines; line++)
            {
                double sum = 0;
                for (int tap = 0; tap < weights.Length; tap++)
                {
                    sum += map[(line * lineStep) + ((first + tap) * step)] * weights[tap];
                }

                result[(line * resultLineStep) + (output * step)] = round(sum);
            }
        }

        return result;
    }
}
