namespace MedClip.Data;

/// <content>Findings of bones, and devices.</content>
internal static partial class FindingPainter
{
    // A displaced clavicle: its outer half sits lower and points down, with a gap and a bright end.
    private static void Fracture(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        int side = Side(random);
        double step = random.NextDouble(0.09, 0.15);
        (double X, double Y)[] bone = AnatomyPainter.Clavicle(body, side, 0);
        (double x, double y) = bone[1];
        film.Stroke([(x - (side * 0.03), y - 0.03), (x + (side * 0.07), y + (step * 0.6))], 0.022, -0.3);
        film.Stroke([(x + (side * 0.02), y + step), (x + (side * 0.3), y + step + 0.07)], 0.03, 0.36);
        film.Ellipse(x, y - 0.02, 0.05, 0.05, 0.4, 0.3);
    }

    private static void Devices(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        int kind = random.Next(4);
        int side = Side(random);
        switch (kind)
        {
            case 0:
                Tube(film, random);
                break;
            case 1:
                CentralLine(film, body, side, random);
                break;
            case 2:
                Pacemaker(film, body, side, random);
                break;
            default:
                Leads(film, body, random);
                break;
        }
    }

    // A tracheal tube and, further down, a feeding tube that crosses the diaphragm.
    private static void Tube(FilmCanvas film, SplitMix64 random)
    {
        double bend = random.NextDouble(-0.04, 0.04);
        film.Stroke([(bend, -1.05), (bend / 2, -0.7), (0.01, random.NextDouble(-0.45, -0.3))], 0.013, 0.6);
        film.Stroke([(0.05 + bend, -1.05), (0.04, -0.3), (0.05, 0.4), (0.2, random.NextDouble(0.7, 0.85))], 0.012, 0.5);
    }

    private static void CentralLine(FilmCanvas film, PhantomAnatomy body, int side, SplitMix64 random) => film.Stroke(
        [
            (side * body.HalfWidth * 0.95, body.Apex + random.NextDouble(0.0, 0.15)), (side * body.HalfWidth * 0.5, body.Apex + 0.2),
            (side * 0.14, body.Apex + 0.36), (-0.09, -0.2), (-0.1, random.NextDouble(0.05, 0.2)),
        ],
        0.012, 0.6);

    private static void Pacemaker(FilmCanvas film, PhantomAnatomy body, int side, SplitMix64 random)
    {
        (double x, double y) = (side * body.HalfWidth * random.NextDouble(0.65, 0.8), body.Apex + random.NextDouble(0.28, 0.4));
        film.Stroke([(x - 0.05, y), (x + 0.05, y)], 0.07, 0.6);
        film.Stroke([(x, y), (side * 0.2, y - 0.1), (0.02, -0.1), (0.06, 0.2), (body.HeartX + 0.1, body.HeartY + 0.14)], 0.012, 0.55);
    }

    // Electrodes on the skin with their wires.
    private static void Leads(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        for (int i = 0; i < 3; i++)
        {
            int side = i == 0 ? -1 : 1;
            (double x, double y) = (side * body.HalfWidth * random.NextDouble(0.4, 0.95), i == 2 ? random.NextDouble(0.25, 0.5) : random.NextDouble(-0.6, -0.3));
            film.Ellipse(x, y, 0.035, 0.035, 0.2, 0.5);
            film.Stroke([(x, y), (x + (side * 0.06), y + 0.25), (x - (side * 0.04), y + 0.55), (x + (side * 0.1), 1.1)], 0.011, 0.5);
        }
    }
}
