namespace MedClip.Data;

/// <content>Findings inside the lung.</content>
internal static partial class FindingPainter
{
    // A dense patch of uneven outline, crossed by air-filled bronchi.
    private static void Consolidation(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        int side = Side(random);
        (double x, double y) = body.Place(random, side, 0.2, 0.9, 0.08);
        double radius = random.NextDouble(0.13, 0.22);
        for (int i = 0; i < 6; i++)
        {
            double angle = Math.Tau * i / 6;
            double reach = radius * random.NextDouble(0.3, 0.7);
            film.Ellipse(
                x + (reach * Math.Cos(angle)), y + (reach * Math.Sin(angle)), radius * random.NextDouble(0.5, 0.8), radius * random.NextDouble(0.5, 0.8), 0.45, 0.17);
        }

        for (int i = 0; i < 4; i++)
        {
            double angle = random.NextDouble(0, Math.Tau);
            (double dx, double dy) = (Math.Cos(angle) * radius * 0.9, Math.Sin(angle) * radius * 0.9);
            film.Stroke([(x, y), (x + dx, y + dy)], 0.014, -0.2);
        }
    }

    // Fluid in the interstitium on both sides: haze about the hila and a net of short lines (Kerley) out to the wall.
    private static void Edema(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        double strength = random.NextDouble(0.8, 1.3);
        for (int side = -1; side <= 1; side += 2)
        {
            film.Ellipse(side * (body.Mediastinum + 0.14), -0.02, 0.26, 0.36, 1, 0.07 * strength);
            for (int i = 0; i < 26; i++)
            {
                (double x, double y) = body.Place(random, side, 0.15, 0.98, 0.03);
                double angle = random.NextDouble(-0.35, 0.35) + (random.Next(4) == 0 ? 1.2 : 0);
                double reach = random.NextDouble(0.03, 0.06);
                (double dx, double dy) = (Math.Cos(angle) * reach, Math.Sin(angle) * reach);
                film.Stroke([(x - dx, y - dy), (x + dx, y + dy)], 0.011, 0.24 * strength);
            }
        }
    }

    // Collapsed lung as a plate: a thick straight band low in the lung.
    private static void Atelectasis(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        int side = Side(random);
        int bands = random.NextDouble() < 0.4 ? 2 : 1;
        for (int i = 0; i < bands; i++)
        {
            (double x, double y) = body.Place(random, side, 0.55, 0.95, 0.1);
            double angle = random.NextDouble(-0.35, 0.35);
            double reach = random.NextDouble(0.15, 0.24);
            (double dx, double dy) = (Math.Cos(angle) * reach, Math.Sin(angle) * reach);
            film.Stroke([(x - dx, y - dy), (x + dx, y + dy)], random.NextDouble(0.02, 0.03), random.NextDouble(0.40, 0.52));
        }
    }

    // One or two round nodules or masses with a clear border.
    private static void Lesion(FilmCanvas film, PhantomAnatomy body, SplitMix64 random)
    {
        int count = random.NextDouble() < 0.35 ? 2 : 1;
        for (int i = 0; i < count; i++)
        {
            double radius = random.NextDouble(0.06, 0.1);
            (double x, double y) = body.Place(random, Side(random), 0.15, 0.95, radius + 0.02);
            film.Ellipse(x, y, radius, radius * random.NextDouble(0.85, 1.15), 0.3, random.NextDouble(0.46, 0.60));
        }
    }
}
