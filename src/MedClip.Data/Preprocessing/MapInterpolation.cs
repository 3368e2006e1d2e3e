namespace MedClip.Data;

/// <summary>
/// Bilinear interpolation between the four nearest values, half-pixel centres, edges held: torch's <c>interpolate(mode="bilinear")</c> without antialiasing, and what the released dataset class did
/// under torchvision before 0.17. It aliases when it shrinks; <see cref="MapResampler"/> does not.
/// </summary>
public static class MapInterpolation
{
    /// <summary>Resizes a map of floats.</summary>
    /// <param name="map">height × width values, row by row.</param>
    /// <param name="width">The map's width, at least 1.</param>
    /// <param name="height">The map's height, at least 1.</param>
    /// <param name="newWidth">The new width, at least 1.</param>
    /// <param name="newHeight">The new height, at least 1.</param>
    /// <returns>newHeight × newWidth values.</returns>
    /// <exception cref="ArgumentException">The map's length is not width × height.</exception>
    public static float[] Resize(ReadOnlySpan<float> map, int width, int height, int newWidth, int newHeight)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(width, height), 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(newWidth, newHeight), 1);
        if (map.Length != (long)width * height)
        {
            throw new ArgumentException($"A map of {width} x {height} has {(long)width * height} values, not {map.Length}.", nameof(map));
        }

        var result = new float[checked(newWidth * newHeight)];
        for (int y = 0; y < newHeight; y++)
        {
            (int top, int bottom, float down) = Between(y, height, newHeight);
            for (int x = 0; x < newWidth; x++)
            {
                (int left, int right, float along) = Between(x, width, newWidth);
                float upper = Mix(map[(top * width) + left], map[(top * width) + right], along);
                float lower = Mix(map[(bottom * width) + left], map[(bottom * width) + right], along);
                result[(y * newWidth) + x] = Mix(upper, lower, down);
            }
        }

        return result;
    }

    private static (int First, int Second, float Share) Between(int place, int size, int newSize)
    {
        float at = Math.Max(0, ((place + 0.5f) * size / newSize) - 0.5f);
        int first = Math.Min((int)at, size - 1);
        return (first, Math.Min(first + 1, size - 1), at - first);
    }

    private static float Mix(float a, float b, float share) => (a * (1 - share)) + (b * share);
}
