namespace MedClip.Data;

/// <summary>The shape of one patient's chest in body coordinates. A side is −1 for the left of the film and 1 for its right.</summary>
/// <param name="HalfWidth">Half of the inner width of the rib cage at its widest.</param>
/// <param name="Apex">The height of the lungs' tops.</param>
/// <param name="DomeLeft">The height of the diaphragm's dome on the film's left.</param>
/// <param name="DomeRight">The height of the diaphragm's dome on the film's right.</param>
/// <param name="Mediastinum">Half of the width of the mediastinum above the heart.</param>
/// <param name="HeartX">The middle of the heart.</param>
/// <param name="HeartY">The middle of the heart.</param>
/// <param name="HeartRatio">The heart's width as a share of the chest's (cardiothoracic ratio).</param>
/// <param name="RibSlope">How steeply the ribs fall outwards.</param>
/// <param name="RibSpacing">The distance between ribs.</param>
internal readonly record struct PhantomAnatomy(
    double HalfWidth, double Apex, double DomeLeft, double DomeRight, double Mediastinum, double HeartX, double HeartY, double HeartRatio, double RibSlope, double RibSpacing)
{
    private const double LungMiddle = 0.08;

    /// <summary>Draws a patient's shape.</summary>
    public static PhantomAnatomy Draw(SplitMix64 random)
    {
        double dome = random.NextDouble(0.40, 0.58);
        return new PhantomAnatomy(
            random.NextDouble(0.72, 0.86), random.NextDouble(-0.86, -0.74), dome, dome + random.NextDouble(-0.02, 0.08), random.NextDouble(0.13, 0.19),
            random.NextDouble(0.04, 0.16), dome - random.NextDouble(0.10, 0.20), random.NextDouble(0.37, 0.46), random.NextDouble(0.16, 0.34), random.NextDouble(0.15, 0.19));
    }

    public double HeartHalfWidth => HeartRatio * HalfWidth;

    public double HeartHalfHeight => 0.10 + (HeartHalfWidth * 0.68);

    /// <summary>The distance of the rib cage's inside from the midline at a height.</summary>
    public double Lateral(double y)
    {
        double t = (y - LungMiddle) / (y < LungMiddle ? LungMiddle - Apex : 1.35);
        return HalfWidth * Math.Sqrt(Math.Max(0, 1 - (t * t)));
    }

    /// <summary>The height of the diaphragm at a distance from the midline.</summary>
    public double Dome(int side, double distance)
    {
        double away = (distance - (HalfWidth * 0.5)) / HalfWidth;
        return (side < 0 ? DomeLeft : DomeRight) + (away * away * (away > 0 ? 1.1 : 0.35));
    }

    /// <summary>The distance from the nearest border of the lung, positive inside; the heart is not taken out.</summary>
    public double InsideLung(double x, double y)
    {
        int side = x < 0 ? -1 : 1;
        double distance = Math.Abs(x);
        double toWall = Lateral(y) - distance;
        return Math.Min(Math.Min(distance - Mediastinum, toWall), Math.Min(Dome(side, distance) - y, y - Apex));
    }

    /// <summary>The distance from the heart's border, positive inside.</summary>
    public double InsideHeart(double x, double y)
    {
        double dx = (x - HeartX) / HeartHalfWidth;
        double dy = (y - HeartY) / HeartHalfHeight;
        return (1 - Math.Sqrt((dx * dx) + (dy * dy))) * Math.Min(HeartHalfWidth, HeartHalfHeight);
    }

    /// <summary>A place in a lung, clear of its borders and the heart.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="side">Which lung.</param>
    /// <param name="top">0 for the apex, 1 for the diaphragm.</param>
    /// <param name="bottom">As the top.</param>
    /// <param name="clearance">The least distance from any border.</param>
    public (double X, double Y) Place(SplitMix64 random, int side, double top, double bottom, double clearance)
    {
        double lowest = Dome(side, HalfWidth * 0.5);
        (double X, double Y) best = (side * HalfWidth * 0.55, (Apex + lowest) / 2);
        for (int attempt = 0; attempt < 40; attempt++)
        {
            double y = Apex + ((lowest - Apex) * random.NextDouble(top, bottom));
            double x = side * random.NextDouble(Mediastinum, HalfWidth);
            if (InsideLung(x, y) > clearance && -InsideHeart(x, y) > clearance)
            {
                return (x, y);
            }
        }

        return best;
    }
}
