namespace MedClip.Data;

/// <summary>Gradients, shapes on a ground, and scenes; values in 0 … 1.</summary>
internal static class ShapePictures
{
    private const int Side = GeneratedPicture.Side;

    public static void Gradient(Span<double> canvas, SplitMix64 random)
    {
        double angle = random.NextDouble(0, 6.28), cx = random.NextDouble(0, Side), cy = random.NextDouble(0, Side), grain = random.NextDouble(0, 0.03);
        bool round = random.NextDouble() < 0.5;
        TexturePictures.Fill(canvas, (x, y) => (grain * random.NextGaussian()) + (round
            ? Math.Sqrt(((x - cx) * (x - cx)) + ((y - cy) * (y - cy))) / Side
            : 0.5 + ((((x - 32) * Math.Cos(angle)) + ((y - 32) * Math.Sin(angle))) / Side)));
    }

    public static void Discs(Span<double> canvas, SplitMix64 random) => Shapes(canvas, random, (dx, dy, w, h) => (dx * dx / (w * w)) + (dy * dy / (h * h)) <= 1);

    public static void Boxes(Span<double> canvas, SplitMix64 random) => Shapes(canvas, random, (dx, dy, w, h) => Math.Abs(dx) <= w && Math.Abs(dy) <= h);

    public static void Lines(Span<double> canvas, SplitMix64 random) => Shapes(canvas, random, (dx, dy, w, h) => Math.Abs((dx * h) - (dy * w)) <= 1.5 * Math.Sqrt((w * w) + (h * h)));

    public static void Blobs(Span<double> canvas, SplitMix64 random)
    {
        int count = 1 + random.Next(6);
        (double X, double Y, double Size, double Light)[] all = [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble(0, Side), random.NextDouble(0, Side), random.NextDouble(5, 25), random.NextDouble(-0.6, 0.6)))];
        TexturePictures.Fill(canvas, (x, y) => 0.5 + all.Sum(b => b.Light * Math.Exp(-(((x - b.X) * (x - b.X)) + ((y - b.Y) * (y - b.Y))) / (2 * b.Size * b.Size))));
    }

    /// <summary>Like a photograph: a sky that brightens, ground of 1/f noise, things before it.</summary>
    public static void Scene(Span<double> canvas, SplitMix64 random)
    {
        NoisePictures.Octaves(canvas, random, first: 2 + random.Next(3), count: 5, fall: random.NextDouble(0.5, 0.7));
        double horizon = random.NextDouble(0.2, 0.7) * Side, sky = random.NextDouble(0.4, 0.9);
        for (int i = 0; i < canvas.Length && i / Side < horizon; i++)
        {
            canvas[i] = sky + (0.1 * canvas[i]) + (0.2 * (i / Side) / horizon);
        }

        for (int thing = random.Next(5); thing > 0; thing--)
        {
            Paint(canvas, random, (dx, dy, w, h) => Math.Abs(dx) <= w / 2 && Math.Abs(dy) <= h);
        }
    }

    private static void Shapes(Span<double> canvas, SplitMix64 random, Func<double, double, double, double, bool> covers)
    {
        canvas.Fill(random.NextDouble(0, 1));
        for (int shape = 1 + random.Next(8); shape > 0; shape--)
        {
            Paint(canvas, random, covers);
        }
    }

    private static void Paint(Span<double> canvas, SplitMix64 random, Func<double, double, double, double, bool> covers)
    {
        double cx = random.NextDouble(0, Side), cy = random.NextDouble(0, Side), w = random.NextDouble(3, 24), h = random.NextDouble(3, 24), light = random.NextDouble(0, 1);
        double angle = random.NextDouble(0, 3.14), cos = Math.Cos(angle), sin = Math.Sin(angle);
        for (int i = 0; i < canvas.Length; i++)
        {
            double x = (i % Side) - cx, y = (i / Side) - cy;
            if (covers((x * cos) + (y * sin), (y * cos) - (x * sin), w, h))
            {
                canvas[i] = light;
            }
        }
    }
}
