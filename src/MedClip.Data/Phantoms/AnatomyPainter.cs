namespace MedClip.Data;

/// <summary>Draws a healthy chest.</summary>
internal static class AnatomyPainter
{
    private const int Ribs = 9;

    public static void Paint(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        Tissue(film, body, random.NextDouble(0.38, 0.56));
        SoftShadows(film, random);
        Spine(film, random);
        film.Stroke([(0, -1.0), (random.NextDouble(-0.02, 0.02), -0.62), (0, -0.34)], 0.045, -0.16);
        for (int side = -1; side <= 1; side += 2)
        {
            RibCage(film, body, side, random);
            Vessels(film, body, side, random);
        }
    }

    public static (double X, double Y)[] Clavicle(PhantomAnatomy body, int side, double tilt) =>
        [(side * 0.1, body.Apex + 0.2), (side * body.HalfWidth * 0.45, body.Apex + 0.12 + (tilt / 2)), (side * body.HalfWidth * 0.95, body.Apex + 0.1 + tilt)];

    private static void Tissue(FilmCanvas film, PhantomAnatomy body, double aeration) => film.Fill((x, y, _) =>
    {
        double wall = film.Coverage((body.HalfWidth + 0.13) - Math.Abs(x) - (y < -0.55 ? (-0.55 - y) * -0.6 : 0));
        double lung = film.Coverage(body.InsideLung(x, y));
        double heart = film.Coverage(body.InsideHeart(x, y));
        double air = lung * (1 - (0.9 * heart));
        return (float)((0.25 + (0.55 * wall)) - (aeration * air));
    });

    // Breasts, arms, folds: wide shadows that mean nothing.
    private static void SoftShadows(FilmCanvas film, SplitMix64 random)
    {
        for (int i = 0; i < 5; i++)
        {
            film.Ellipse(
                random.NextDouble(-0.9, 0.9), random.NextDouble(-0.7, 0.9), random.NextDouble(0.3, 0.7), random.NextDouble(0.3, 0.7), 1,
                random.NextDouble(-0.22, 0.22));
        }
    }

    private static void Spine(FilmCanvas film, SplitMix64 random)
    {
        double phase = random.NextDouble(0, Math.Tau);
        film.Fill((x, y, density) => density + (float)(Math.Exp(-(x * x) / 0.008) * (0.07 + (0.035 * Math.Sin((y * 38) + phase)))));
    }

    private static void RibCage(FilmCanvas film, PhantomAnatomy body, int side, SplitMix64 random)
    {
        Span<(double X, double Y)> arc = stackalloc (double, double)[9];
        double strength = random.NextDouble(0.07, 0.13);
        for (int rib = 0; rib < Ribs; rib++)
        {
            double start = body.Apex + 0.08 + (rib * body.RibSpacing);
            for (int i = 0; i < arc.Length; i++)
            {
                double t = i / (arc.Length - 1.0);
                double y = start + (body.RibSlope * ((t * t * 1.2) - (0.35 * t)));
                arc[i] = (side * (0.07 + (t * Math.Max(0, body.Lateral(y) - 0.07))), y);
            }

            film.Stroke(arc, 0.02, strength);
        }

        film.Stroke(Clavicle(body, side, random.NextDouble(-0.08, 0.04)), 0.028, 0.15);
    }

    private static void Vessels(FilmCanvas film, PhantomAnatomy body, int side, SplitMix64 random)
    {
        Span<(double X, double Y)> branch = stackalloc (double, double)[5];
        film.Ellipse(side * (body.Mediastinum + 0.05), -0.06, 0.09, 0.14, 0.9, 0.12);
        for (int i = 0; i < 8; i++)
        {
            double angle = (random.NextDouble(-0.42, 0.42) * Math.PI) + (side < 0 ? Math.PI : 0);
            (double X, double Y) at = (side * (body.Mediastinum + 0.04), -0.04 + random.NextDouble(-0.08, 0.08));
            for (int j = 0; j < branch.Length; j++)
            {
                branch[j] = at;
                angle += random.NextDouble(-0.35, 0.35);
                at = (at.X + (0.1 * Math.Cos(angle)), at.Y + (0.1 * Math.Sin(angle)));
                at = body.InsideLung(at.X, at.Y) > 0.01 ? at : branch[j];
            }

            film.Stroke(branch[..3], 0.014, 0.07);
            film.Stroke(branch[2..], 0.008, 0.07);
        }
    }
}
