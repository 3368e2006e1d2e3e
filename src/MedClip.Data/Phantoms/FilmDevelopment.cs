namespace MedClip.Data;

/// <summary>
/// From density to grey levels: uneven exposure, the dynamic-range compression of digital radiography (part of the blurred film is
/// taken away), noise, and a tone curve. Each film has its own, so mean grey values over large areas say little.
/// </summary>
internal static class FilmDevelopment
{
    public static PixelImage Develop(FilmCanvas film, SplitMix64 random)
    {
        float[] density = film.Density;
        int size = film.Size;
        Shade(density, size, random);
        double compression = random.NextDouble(0.75, 1.05);
        float[] blurred = Blur(density, size, Math.Max(1, (int)Math.Round(size * random.NextDouble(0.07, 0.10))));
        float mean = density.Average();
        double gain = random.NextDouble(0.85, 1.3);
        double offset = random.NextDouble(0.38, 0.58);
        double gamma = random.NextDouble(0.75, 1.35);
        double noise = random.NextDouble(0.005, 0.015);
        var pixels = new byte[density.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            double compressed = density[i] - (compression * (blurred[i] - mean)) - mean;
            double level = offset + (gain * compressed) + (noise * random.NextGaussian());
            pixels[i] = (byte)Math.Round(255 * Math.Pow(Math.Clamp(level, 0, 1), gamma));
        }

        return new PixelImage(size, size, 8, pixels);
    }

    // A plane and two slow waves.
    private static void Shade(float[] density, int size, SplitMix64 random)
    {
        double planeX = random.NextDouble(-0.2, 0.2);
        double planeY = random.NextDouble(-0.2, 0.2);
        double waveX = random.NextDouble(0.5, 2);
        double waveY = random.NextDouble(0.5, 2);
        double phaseX = random.NextDouble(0, Math.Tau);
        double phaseY = random.NextDouble(0, Math.Tau);
        double strength = random.NextDouble(0, 0.12);
        for (int y = 0; y < size; y++)
        {
            double v = y / (double)size;
            for (int x = 0; x < size; x++)
            {
                double u = x / (double)size;
                double wave = Math.Sin((u * waveX * Math.PI) + phaseX) + Math.Sin((v * waveY * Math.PI) + phaseY);
                density[(y * size) + x] += (float)((planeX * (u - 0.5)) + (planeY * (v - 0.5)) + (strength * wave));
            }
        }
    }

    // Three passes of a running mean: close to a Gaussian. Edges repeat the border.
    private static float[] Blur(float[] source, int size, int radius)
    {
        float[] current = [.. source];
        var next = new float[source.Length];
        for (int pass = 0; pass < 3; pass++)
        {
            RunningMean(current, next, size, radius, 1, size);
            RunningMean(next, current, size, radius, size, 1);
        }

        return current;
    }

    private static void RunningMean(float[] source, float[] target, int size, int radius, int step, int stride)
    {
        float share = 1f / ((2 * radius) + 1);
        for (int line = 0; line < size; line++)
        {
            int start = line * stride;
            float sum = 0;
            for (int k = -radius; k <= radius; k++)
            {
                sum += source[start + (Math.Clamp(k, 0, size - 1) * step)];
            }

            for (int i = 0; i < size; i++)
            {
                target[start + (i * step)] = sum * share;
                sum += source[start + (Math.Min(i + radius + 1, size - 1) * step)] - source[start + (Math.Max(i - radius, 0) * step)];
            }
        }
    }
}
