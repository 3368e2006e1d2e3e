namespace MedClip.Data;

/// <summary>Noise of several kinds; values around 0.5.</summary>
internal static class NoisePictures
{
    private const int Side = GeneratedPicture.Side;

    public static void White(Span<double> canvas, SplitMix64 random)
    {
        bool even = random.NextDouble() < 0.5;
        foreach (ref double value in canvas)
        {
            value = even ? random.NextDouble() : 0.5 + (0.2 * random.NextGaussian());
        }
    }

    public static void Smooth(Span<double> canvas, SplitMix64 random) => Octaves(canvas, random, first: random.Next(28) + 3, count: 1, fall: 1);

    public static void OneOverF(Span<double> canvas, SplitMix64 random) => Octaves(canvas, random, first: 2, count: 5, fall: random.NextDouble(0.4, 0.9));

    public static void Speckle(Span<double> canvas, SplitMix64 random)
    {
        Octaves(canvas, random, first: 3, count: 2, fall: 0.5);
        foreach (ref double value in canvas)
        {
            value *= -Math.Log(1 - random.NextDouble());
        }
    }

    /// <summary>Sums value noise of grids that get finer by two.</summary>
    public static void Octaves(Span<double> canvas, SplitMix64 random, int first, int count, double fall)
    {
        canvas.Fill(0.5);
        double weight = 0.5;
        for (int octave = 0, cells = first; octave < count; octave++, cells *= 2, weight *= fall)
        {
            double[] grid = [.. Enumerable.Range(0, (cells + 1) * (cells + 1)).Select(_ => random.NextDouble(-1, 1))];
            for (int i = 0; i < canvas.Length; i++)
            {
                double x = (i % Side) * cells / (double)Side, y = (i / Side) * cells / (double)Side;
                int column = (int)x, row = (int)y;
                double fx = Fade(x - column), fy = Fade(y - row);
                double above = (grid[(row * (cells + 1)) + column] * (1 - fx)) + (grid[(row * (cells + 1)) + column + 1] * fx);
                double below = (grid[((row + 1) * (cells + 1)) + column] * (1 - fx)) + (grid[((row + 1) * (cells + 1)) + column + 1] * fx);
                canvas[i] += weight * ((above * (1 - fy)) + (below * fy));
            }
        }
    }

    private static double Fade(double t) => t * t * (3 - (2 * t));
}
