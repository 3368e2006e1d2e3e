namespace MedClip.Data;

/// <summary>Pages of text and screens; values in 0 … 1, ink is 0.</summary>
internal static class PagePictures
{
    private const int Side = GeneratedPicture.Side;

    public static void Text(Span<double> canvas, SplitMix64 random)
    {
        canvas.Fill(1);
        Write(canvas, random, random.Next(8) + 2, Side - 2 - random.Next(8));
    }

    public static void Columns(Span<double> canvas, SplitMix64 random)
    {
        canvas.Fill(1);
        int middle = (Side / 2) + random.Next(9) - 4;
        Write(canvas, random, 3, middle - 2);
        Write(canvas, random, middle + 2, Side - 3);
    }

    /// <summary>A window with a bar, panes and some text.</summary>
    public static void Screen(Span<double> canvas, SplitMix64 random)
    {
        double ground = random.NextDouble(0.7, 1), bar = random.NextDouble(0, 0.6);
        int barHeight = 3 + random.Next(7), pane = random.Next(24);
        TexturePictures.Fill(canvas, (x, y) => y < barHeight ? bar : x < pane ? (bar + ground) / 2 : ground);
        Write(canvas, random, pane + 3, Side - 4);
    }

    // Words are grey bars: at this size no letter is left of them.
    private static void Write(Span<double> canvas, SplitMix64 random, int left, int right)
    {
        int height = 1 + random.Next(3), gap = 1 + random.Next(4), y = 2 + random.Next(10), end = Side - 1 - random.Next(20);
        double ink = random.NextDouble(0, 0.5);
        for (; y + height < end; y += height + gap)
        {
            int stop = random.NextDouble() < 0.2 ? left + random.Next(Math.Max(1, right - left)) : right;
            for (int x = left; x < stop;)
            {
                int word = Math.Min(stop, x + 2 + random.Next(9));
                for (int row = y; row < y + height; row++)
                {
                    canvas[(row * Side)..][x..word].Fill(ink + random.NextDouble(0, 0.3));
                }

                x = word + 1;
            }

            y += random.NextDouble() < 0.15 ? height + gap : 0;
        }
    }
}
