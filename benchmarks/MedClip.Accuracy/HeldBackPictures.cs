using MedClip.Data;

namespace MedClip.Accuracy;

/// <summary>Pictures of kinds and sizes that the product's own generator does not make, so that they say something about pictures that nobody thought of.</summary>
internal static class HeldBackPictures
{
    public static IReadOnlyList<(string Set, Func<SplitMix64, PixelImage>[] Kinds)> Sets { get; } =
    [
        ("noise", [SaltAndPepper, Brownian, RowNoise, Poisson]),
        ("textures", [Cells, WoodRings, Bricks, Plasma, Weave]),
        ("shapes", [Triangles, Stars, Rings, Spiral, Chart]),
        ("documents", [Form, Handwriting, Slide, Receipt]),
    ];

    public static PixelImage SaltAndPepper(SplitMix64 random)
    {
        double share = random.NextDouble(0.02, 0.5), ground = random.NextDouble(0.2, 0.8);
        return Picture(random, (_, _) => random.NextDouble() < share ? random.Next(2) : ground);
    }

    // A random walk along rows, each row beginning near the last.
    public static PixelImage Brownian(SplitMix64 random)
    {
        double rough = random.NextDouble(0.01, 0.06), start = 0.5, value = 0.5;
        return Picture(random, (x, _) => value = x == 0 ? start = Math.Clamp(start + (rough * random.NextGaussian()), 0, 1) : Math.Clamp(value + (rough * random.NextGaussian()), 0, 1));
    }

    public static PixelImage RowNoise(SplitMix64 random)
    {
        double row = 0.5;
        bool wide = random.NextDouble() < 0.5;
        double[] columns = [.. Enumerable.Range(0, 4096).Select(_ => random.NextDouble())];
        return Picture(random, (x, _) => wide ? columns[x] : x == 0 ? row = random.NextDouble() : row);
    }

    public static PixelImage Poisson(SplitMix64 random)
    {
        double light = random.NextDouble(0.5, 6);
        return Picture(random, (_, _) =>
        {
            double product = 1;
            int count = -1;
            for (double limit = Math.Exp(-light); product > limit; count++)
            {
                product *= random.NextDouble();
            }

            return count / (2 * light);
        });
    }

    public static PixelImage Cells(SplitMix64 random)
    {
        (double X, double Y)[] seeds = [.. Enumerable.Range(0, 10 + random.Next(60)).Select(_ => (random.NextDouble(), random.NextDouble()))];
        return Unit(random, (x, y) =>
        {
            double first = 9, second = 9;
            foreach ((double sx, double sy) in seeds)
            {
                double d = Math.Sqrt(((x - sx) * (x - sx)) + ((y - sy) * (y - sy)));
                (first, second) = d < first ? (d, first) : (first, Math.Min(second, d));
            }

            return Math.Min(1, (second - first) * 6);
        });
    }

    public static PixelImage WoodRings(SplitMix64 random)
    {
        double cx = random.NextDouble(-0.5, 1.5), cy = random.NextDouble(-0.5, 1.5), rings = random.NextDouble(5, 25), bend = random.NextDouble(0, 0.1);
        return Unit(random, (x, y) => 0.5 + (0.4 * Math.Sin(6.28 * rings * (Math.Sqrt(((x - cx) * (x - cx)) + ((y - cy) * (y - cy))) + (bend * Math.Sin(9 * x) * Math.Sin(7 * y))))));
    }

    public static PixelImage Bricks(SplitMix64 random)
    {
        double rows = random.NextDouble(4, 16), mortar = random.NextDouble(0.05, 0.2), light = random.NextDouble(0.5, 1);
        double[] tones = [.. Enumerable.Range(0, 4096).Select(_ => random.NextDouble(0.1, 0.5))];
        return Unit(random, (x, y) =>
        {
            int row = (int)(y * rows);
            double along = (x * rows / 2) + (row % 2 * 0.5);
            return (y * rows) - row < mortar || along - Math.Floor(along) < mortar / 2 ? light : tones[((row * 64) + (int)along) % 4096];
        });
    }

    public static PixelImage Plasma(SplitMix64 random)
    {
        double a = random.NextDouble(3, 20), b = random.NextDouble(3, 20), c = random.NextDouble(3, 20), d = random.NextDouble(0, 6);
        return Unit(random, (x, y) => 0.5 + (0.17 * (Math.Sin((a * x) + d) + Math.Sin((b * y) - d) + Math.Sin(c * (x + y)))));
    }

    public static PixelImage Weave(SplitMix64 random)
    {
        double threads = random.NextDouble(8, 30);
        return Unit(random, (x, y) =>
        {
            double u = x * threads, v = y * threads;
            bool over = ((int)u + (int)v) % 2 == 0;
            return Math.Sin(Math.PI * ((over ? u : v) - Math.Floor(over ? u : v)));
        });
    }

    public static PixelImage Triangles(SplitMix64 random)
    {
        (double X, double Y)[][] all = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Enumerable.Range(0, 3).Select(_ => (random.NextDouble(), random.NextDouble())).ToArray())];
        double[] tones = [.. all.Select(_ => random.NextDouble())];
        double ground = random.NextDouble();
        return Unit(random, (x, y) =>
        {
            double tone = ground;
            for (int i = 0; i < all.Length; i++)
            {
                bool[] sides = [.. Enumerable.Range(0, 3).Select(k => Side(all[i][k], all[i][(k + 1) % 3], x, y))];
                tone = sides[0] == sides[1] && sides[1] == sides[2] ? tones[i] : tone;
            }

            return tone;
        });

        static bool Side((double X, double Y) a, (double X, double Y) b, double x, double y) => ((b.X - a.X) * (y - a.Y)) - ((b.Y - a.Y) * (x - a.X)) > 0;
    }

    public static PixelImage Stars(SplitMix64 random)
    {
        (double X, double Y, double Size, int Points, double Turn)[] all =
            [.. Enumerable.Range(0, 1 + random.Next(9)).Select(_ => (random.NextDouble(), random.NextDouble(), random.NextDouble(0.05, 0.4), 4 + random.Next(5), random.NextDouble(0, 6)))];
        bool light = random.NextDouble() < 0.5;
        return Unit(random, (x, y) => all.Any(s =>
        {
            double angle = Math.Atan2(y - s.Y, x - s.X) + s.Turn, reach = s.Size * (0.6 + (0.4 * Math.Cos(s.Points * angle)));
            return ((x - s.X) * (x - s.X)) + ((y - s.Y) * (y - s.Y)) < reach * reach;
        }) == light ? 0.9 : 0.1);
    }

    public static PixelImage Rings(SplitMix64 random)
    {
        (double X, double Y, double Size, double Wide)[] all = [.. Enumerable.Range(0, 1 + random.Next(7)).Select(_ => (random.NextDouble(), random.NextDouble(), random.NextDouble(0.05, 0.5), random.NextDouble(0.01, 0.08)))];
        bool light = random.NextDouble() < 0.5;
        return Unit(random, (x, y) => all.Any(r => Math.Abs(Math.Sqrt(((x - r.X) * (x - r.X)) + ((y - r.Y) * (y - r.Y))) - r.Size) < r.Wide) == light ? 1 : 0.05);
    }

    public static PixelImage Spiral(SplitMix64 random)
    {
        double arms = 1 + random.Next(4), turns = random.NextDouble(2, 12), cx = random.NextDouble(0.3, 0.7), cy = random.NextDouble(0.3, 0.7);
        return Unit(random, (x, y) => 0.5 + (0.5 * Math.Sign(Math.Sin((arms * Math.Atan2(y - cy, x - cx)) + (6.28 * turns * Math.Sqrt(((x - cx) * (x - cx)) + ((y - cy) * (y - cy))))))));
    }

    public static PixelImage Chart(SplitMix64 random)
    {
        double[] bars = [.. Enumerable.Range(0, 4 + random.Next(12)).Select(_ => random.NextDouble(0.1, 0.8))];
        double ground = random.NextDouble(0.8, 1);
        return Unit(random, (x, y) => x < 0.08 || y > 0.92 ? (x is > 0.07 and < 0.08 || y is > 0.92 and < 0.93 ? 0 : ground)
            : ((x - 0.08) * bars.Length / 0.92) % 1 < 0.7 && y > 0.92 - bars[Math.Min(bars.Length - 1, (int)((x - 0.08) * bars.Length / 0.92))] ? 0.4 : (y * 10) % 1 < 0.02 ? 0.7 : ground);
    }

    public static PixelImage Form(SplitMix64 random)
    {
        int rows = 6 + random.Next(16), columns = 2 + random.Next(5);
        bool[] filled = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() < 0.6)];
        double[] lengths = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble(0.2, 0.9))];
        return Unit(random, (x, y) =>
        {
            double u = x * columns, v = y * rows;
            int cell = ((int)v * columns) + (int)u;
            bool line = u - Math.Floor(u) < 0.02 || v - Math.Floor(v) < 0.06;
            bool text = filled[cell % 400] && v - Math.Floor(v) is > 0.35 and < 0.7 && u - Math.Floor(u) > 0.08 && u - Math.Floor(u) < lengths[cell % 400] && ((int)(x * 160) % 3 != 0);
            return line ? 0.2 : text ? 0.1 : 0.97;
        });
    }

    public static PixelImage Handwriting(SplitMix64 random)
    {
        int lines = 5 + random.Next(14);
        double[] pace = [.. Enumerable.Range(0, lines * 3).Select(_ => random.NextDouble(20, 90))];
        double pen = random.NextDouble(0.06, 0.2);
        return Unit(random, (x, y) =>
        {
            int line = (int)(y * lines);
            double v = (y * lines) - line;
            double stroke = 0.5 + (0.25 * Math.Sin(pace[line * 3] * x) * Math.Sin((pace[(line * 3) + 1] * x / 3) + 1)) + (0.1 * Math.Sin(pace[(line * 3) + 2] * 2 * x));
            return x is > 0.08 and < 0.92 && Math.Abs(v - stroke) < pen && Math.Sin(pace[(line * 3) + 1] * x / 5) > -0.7 ? 0.15 : 0.93;
        });
    }

    // Light words on a dark ground, with a title.
    public static PixelImage Slide(SplitMix64 random)
    {
        double ground = random.NextDouble(0.02, 0.25);
        int points = 3 + random.Next(5);
        double[] lengths = [.. Enumerable.Range(0, points).Select(_ => random.NextDouble(0.3, 0.85))];
        return Unit(random, (x, y) =>
        {
            if (y is > 0.08 and < 0.17)
            {
                return x is > 0.1 and < 0.7 && (int)(x * 60) % 4 != 0 ? 1 : ground;
            }

            double v = (y - 0.27) / 0.65 * points;
            bool text = v >= 0 && v < points && v - Math.Floor(v) < 0.35 && x > 0.15 && x < lengths[(int)v] && (int)(x * 90) % 5 != 0;
            return text ? 0.9 : ground;
        });
    }

    public static PixelImage Receipt(SplitMix64 random)
    {
        double left = random.NextDouble(0.2, 0.35), right = 1 - left, desk = random.NextDouble(0.1, 0.5);
        int lines = 15 + random.Next(25);
        double[] ends = [.. Enumerable.Range(0, lines).Select(_ => random.NextDouble(0.3, 0.7))];
        return Unit(random, (x, y) =>
        {
            if (x < left || x > right)
            {
                return desk;
            }

            double u = (x - left) / (right - left), v = y * lines;
            return v - Math.Floor(v) < 0.45 && (u < ends[(int)v] || u > 0.8) && u is > 0.08 and < 0.93 && (int)(u * 50) % 4 != 0 ? 0.2 : 0.95;
        });
    }

    private static PixelImage Unit(SplitMix64 random, Func<double, double, double> value)
    {
        int width = 96 + random.Next(160), height = 96 + random.Next(160);
        return Sized(random, width, height, (x, y) => value((x + 0.5) / width, (y + 0.5) / height));
    }

    private static PixelImage Picture(SplitMix64 random, Func<int, int, double> value) => Sized(random, 96 + random.Next(160), 96 + random.Next(160), value);

    private static PixelImage Sized(SplitMix64 random, int width, int height, Func<int, int, double> value)
    {
        bool inverted = random.NextDouble() < 0.3;
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            double tone = Math.Clamp(value(i % width, i / width), 0, 1);
            pixels[i] = (byte)(255 * (inverted ? 1 - tone : tone));
        }

        return new PixelImage(width, height, 8, pixels);
    }
}
