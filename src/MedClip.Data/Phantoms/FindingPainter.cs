namespace MedClip.Data;

/// <summary>Draws findings over a healthy chest. Cardiomegaly is not among them: it is a matter of the anatomy.</summary>
internal static partial class FindingPainter
{
    /// <summary>The findings that phantoms know, and how each is drawn.</summary>
    public static IReadOnlyList<(Finding Finding, Action<FilmCanvas, PhantomAnatomy, SplitMix64> Paint)> All { get; } =
    [
        (Finding.PleuralEffusion, Effusion),
        (Finding.Consolidation, Consolidation),
        (Finding.Edema, Edema),
        (Finding.Atelectasis, Atelectasis),
        (Finding.Pneumothorax, Pneumothorax),
        (Finding.LungLesion, Lesion),
        (Finding.Fracture, Fracture),
        (Finding.SupportDevices, Devices),
    ];

    /// <summary>The heart of cardiomegaly: a cardiothoracic ratio of .57 to .70, where a healthy one has .38 to .46.</summary>
    public static PhantomAnatomy Enlarge(PhantomAnatomy body, SplitMix64 random) => body with { HeartRatio = random.NextDouble(0.57, 0.70) };

    // Fluid that hides the costophrenic angle, with a meniscus that climbs the chest wall.
    private static void Effusion(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        int first = Side(random);
        int sides = random.NextDouble() < 0.3 ? 2 : 1;
        for (int i = 0; i < sides; i++)
        {
            int side = i == 0 ? first : -first;
            double level = random.NextDouble(0.12, 0.34);
            double floor = body.Dome(side, body.HalfWidth * 0.5);
            film.Fill((x, y, density) =>
            {
                double distance = Math.Abs(x);
                if (x * side <= 0)
                {
                    return density;
                }

                double across = Math.Clamp((distance - body.Mediastinum) / Math.Max(0.1, body.HalfWidth - body.Mediastinum), 0, 1);
                double surface = floor - (level * ((1.25 * across * across) - 0.1));
                double fluid = film.Coverage(y - surface) * film.Coverage(body.InsideLung(x, y));
                return density + (float)(fluid * 0.5);
            });
        }
    }

    // A pleural line beside a strip of air without vessels.
    private static void Pneumothorax(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        int side = Side(random);
        double gap = random.NextDouble(0.11, 0.24);
        double end = random.NextDouble(0.1, 0.45);
        Span<(double X, double Y)> line = stackalloc (double, double)[12];
        for (int i = 0; i < line.Length; i++)
        {
            double t = i / (line.Length - 1.0);
            double y = body.Apex + (gap * 0.9) + ((end - body.Apex) * t);
            line[i] = (side * Math.Max(body.Mediastinum + 0.04, body.Lateral(y - (gap * 0.5)) - (gap * (1 - (0.6 * t * t)))), y);
        }

        var edge = line.ToArray();
        film.Fill((x, y, density) =>
        {
            double outside = (x * side) - EdgeAt(edge, y, side);
            double air = y < edge[^1].Y ? film.Coverage(outside) * film.Coverage(body.InsideLung(x, y)) : 0;
            return density - (float)(air * 0.13);
        });
        film.Stroke(line, 0.014, 0.34);
    }

    private static double EdgeAt((double X, double Y)[] edge, double y, int side)
    {
        if (y <= edge[0].Y)
        {
            return (edge[0].X * side) - ((edge[0].Y - y) * 1.5);
        }

        for (int i = 1; i < edge.Length; i++)
        {
            if (y <= edge[i].Y)
            {
                double t = (y - edge[i - 1].Y) / (edge[i].Y - edge[i - 1].Y);
                return side * (edge[i - 1].X + (t * (edge[i].X - edge[i - 1].X)));
            }
        }

        return double.MaxValue;
    }

    private static int Side(SplitMix64 random) => random.Next(2) == 0 ? -1 : 1;
}
