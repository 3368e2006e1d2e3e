using MedClip.Data;

namespace MedClip;

/// <summary>Draws a map over a film: the warmer, the less of the film shows through.</summary>
internal static class HeatMapPicture
{
    // Inferno (Smith and van der Walt 2015, https://bids.github.io/colormap/): lightness rises evenly, also for the colour-blind.
    private static readonly (byte Red, byte Green, byte Blue)[] Inferno =
    [
        (0, 0, 4), (27, 12, 65), (74, 12, 107), (120, 28, 109), (165, 44, 96), (207, 68, 70), (237, 105, 37), (251, 155, 6), (247, 209, 61), (252, 255, 164),
    ];

    /// <summary>A colour PNG.</summary>
    /// <param name="film">The film as the model sees it, a square of 8 bits.</param>
    /// <param name="values">Side × side numbers from 0 to 1.</param>
    /// <param name="side">Places in a row.</param>
    /// <param name="strength">How much of the film the warmest place covers.</param>
    public static byte[] Png(PixelImage film, IReadOnlyList<float> values, int side, double strength)
    {
        ReadOnlySpan<byte> grey = film.Pixels8;
        var pixels = new byte[grey.Length * 3];
        for (int i = 0; i < grey.Length; i++)
        {
            double x = ((i % film.Width) + 0.5) * side / film.Width, y = ((i / film.Width) + 0.5) * side / film.Height;
            double value = Between(values, side, x - 0.5, y - 0.5), cover = strength * value;
            (double red, double green, double blue) = Colour(value);
            pixels[3 * i] = (byte)((grey[i] * (1 - cover)) + (red * cover) + 0.5);
            pixels[(3 * i) + 1] = (byte)((grey[i] * (1 - cover)) + (green * cover) + 0.5);
            pixels[(3 * i) + 2] = (byte)((grey[i] * (1 - cover)) + (blue * cover) + 0.5);
        }

        return ColourPng.Encode(film.Width, film.Height, pixels);
    }

    /// <summary>The colour of a value from 0 to 1.</summary>
    internal static (double Red, double Green, double Blue) Colour(double value)
    {
        double place = Math.Clamp(value, 0, 1) * (Inferno.Length - 1);
        int low = Math.Min((int)place, Inferno.Length - 2);
        double share = place - low;
        return (
            (Inferno[low].Red * (1 - share)) + (Inferno[low + 1].Red * share), (Inferno[low].Green * (1 - share)) + (Inferno[low + 1].Green * share),
            (Inferno[low].Blue * (1 - share)) + (Inferno[low + 1].Blue * share));
    }

    private static double Between(IReadOnlyList<float> values, int side, double x, double y)
    {
        int x0 = (int)Math.Floor(x), y0 = (int)Math.Floor(y);
        double fx = x - x0, fy = y - y0;
        return (((At(x0, y0) * (1 - fx)) + (At(x0 + 1, y0) * fx)) * (1 - fy)) + (((At(x0, y0 + 1) * (1 - fx)) + (At(x0 + 1, y0 + 1) * fx)) * fy);

        double At(int column, int row) => values[(Math.Clamp(row, 0, side - 1) * side) + Math.Clamp(column, 0, side - 1)];
    }
}
