namespace MedClip.Data;

/// <summary>Patterns that repeat; values in 0 … 1.</summary>
internal static class TexturePictures
{
    private const int Side = GeneratedPicture.Side;

    public static void Waves(Span<double> canvas, SplitMix64 random)
    {
        int waves = 1 + random.Next(3);
        (double X, double Y, double Phase)[] all = [.. Enumerable.Range(0, waves).Select(_ => (random.NextDouble(-0.9, 0.9), random.NextDouble(-0.9, 0.9), random.NextDouble(0, 6.28)))];
        Fill(canvas, (x, y) => 0.5 + (all.Sum(w => Math.Sin((w.X * x) + (w.Y * y) + w.Phase)) / (2 * waves)));
    }

    public static void Checkers(Span<double> canvas, SplitMix64 random)
    {
        double size = random.NextDouble(3, 22), angle = random.NextDouble(0, 1.57), moved = random.NextDouble(0, size);
        Fill(canvas, (x, y) =>
        {
            double u = (x * Math.Cos(angle)) + (y * Math.Sin(angle)) + moved, v = (y * Math.Cos(angle)) - (x * Math.Sin(angle)) + moved;
            return ((int)Math.Floor(u / size) + (int)Math.Floor(v / size)) % 2 == 0 ? 1 : 0;
        });
    }

    public static void Stripes(Span<double> canvas, SplitMix64 random)
    {
        double size = random.NextDouble(4, 30), angle = random.NextDouble(0, 3.14), share = random.NextDouble(0.2, 0.8);
        Fill(canvas, (x, y) => Fraction(((x * Math.Cos(angle)) + (y * Math.Sin(angle))) / size) < share ? 1 : 0);
    }

    public static void Clouds(Span<double> canvas, SplitMix64 random)
    {
        NoisePictures.Octaves(canvas, random, first: 3 + random.Next(4), count: 3, fall: 0.5);
        double folds = random.NextDouble(2, 8);
        foreach (ref double value in canvas)
        {
            value = 0.5 + (0.5 * Math.Sin(value * folds * Math.PI));
        }
    }

    internal static void Fill(Span<double> canvas, Func<int, int, double> value)
    {
        for (int i = 0; i < canvas.Length; i++)
        {
            canvas[i] = value(i % Side, i / Side);
        }
    }

    private static double Fraction(double value) => value - Math.Floor(value);
}
