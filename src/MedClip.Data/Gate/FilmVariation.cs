namespace MedClip.Data;

/// <summary>Films as other machines and hands would have made them: moved, scaled, a little turned, mirrored, of other contrast, blurred, grainy; and films as they should not be.</summary>
internal static class FilmVariation
{
    private const int Side = FilmThumbnail.WorkingSide;

    /// <summary>A thumbnail of a varied film.</summary>
    public static byte[] Vary(byte[] working, SplitMix64 random)
    {
        double angle = random.NextDouble(-6, 6) * Math.PI / 180, cos = Math.Cos(angle), sin = Math.Sin(angle);
        double scaleX = random.NextDouble(0.82, 1.08), scaleY = scaleX * random.NextDouble(0.92, 1.08), step = (double)Side / FilmGate.Side;
        double moveX = random.NextDouble(-4, 4), moveY = random.NextDouble(-4, 4), mirror = random.NextDouble() < 0.5 ? -1 : 1;
        var thumbnail = new byte[FilmGate.Side * FilmGate.Side];
        FilmThumbnail.Sample(
            working,
            (x, y) =>
            {
                double px = (((x + 0.5) * step) - (Side / 2d)) * scaleX * mirror, py = (((y + 0.5) * step) - (Side / 2d)) * scaleY;
                return ((px * cos) - (py * sin) + (Side / 2d) + moveX, (px * sin) + (py * cos) + (Side / 2d) + moveY);
            },
            step * scaleX, step * scaleY, thumbnail);
        return Develop(thumbnail, random);
    }

    /// <summary>Light for dark.</summary>
    public static byte[] Invert(byte[] pixels) => [.. pixels.Select(pixel => (byte)(255 - pixel))];

    /// <summary>Turned by quarters of a circle, clockwise.</summary>
    public static byte[] Turn(byte[] pixels, int quarters)
    {
        int side = (int)Math.Sqrt(pixels.Length);
        byte[] turned = pixels;
        for (int turn = 0; turn < quarters; turn++)
        {
            byte[] before = turned;
            turned = [.. Enumerable.Range(0, pixels.Length).Select(i => before[((side - 1 - (i % side)) * side) + (i / side)])];
        }

        return turned;
    }

    private static byte[] Develop(byte[] thumbnail, SplitMix64 random)
    {
        double gamma = Math.Exp(random.NextDouble(-0.5, 0.5)), white = random.NextDouble(0.7, 1.15), black = random.NextDouble(-0.1, 0.15), grain = random.NextDouble() < 0.3 ? random.NextDouble(0, 6) : 0;
        bool soft = random.NextDouble() < 0.3;
        var developed = new byte[thumbnail.Length];
        for (int i = 0; i < thumbnail.Length; i++)
        {
            int x = i % FilmGate.Side, y = i / FilmGate.Side;
            double value = thumbnail[i];
            if (soft && x is > 0 and < FilmGate.Side - 1 && y is > 0 and < FilmGate.Side - 1)
            {
                value = (value + thumbnail[i - 1] + thumbnail[i + 1] + thumbnail[i - FilmGate.Side] + thumbnail[i + FilmGate.Side]) / 5;
            }

            value = (black + ((white - black) * Math.Pow(value / 255, gamma))) * 255;
            developed[i] = (byte)Math.Clamp(value + (grain > 0 ? grain * random.NextGaussian() : 0), 0, 255);
        }

        return developed;
    }
}
