namespace MedClip.Data;

/// <summary>
/// Optical density on a square grid, drawn in body coordinates: the middle of the chest is (0, 0), x grows to the right of the
/// film and y downwards, and the film reaches about from −1 to 1. Edges are antialiased by their distance to the pixel's centre.
/// </summary>
internal sealed class FilmCanvas
{
    private readonly AffineMatrix toBody;
    private readonly AffineMatrix toPixel;
    private readonly double pixelsPerUnit;

    public FilmCanvas(int size, AffineMatrix bodyToPixel)
    {
        Size = size;
        Density = new float[size * size];
        toPixel = bodyToPixel;
        toBody = bodyToPixel.Inverse();
        pixelsPerUnit = Math.Sqrt(Math.Abs((bodyToPixel.A * bodyToPixel.E) - (bodyToPixel.B * bodyToPixel.D)));
    }

    public int Size { get; }

    public float[] Density { get; }

    /// <summary>Changes every pixel by a function of its place in the body.</summary>
    public void Fill(Func<double, double, float, float> change)
    {
        for (int row = 0; row < Size; row++)
        {
            Span<float> line = Density.AsSpan(row * Size, Size);
            for (int column = 0; column < Size; column++)
            {
                (double x, double y) = toBody.Apply(column + 0.5, row + 0.5);
                line[column] = change(x, y, line[column]);
            }
        }
    }

    /// <summary>How much of a pixel lies inside an edge, 0…1, by the signed distance of its centre (positive inside), in body units.</summary>
    public double Coverage(double distanceInside) => Math.Clamp((distanceInside * pixelsPerUnit) + 0.5, 0, 1);

    /// <summary>Draws a line through points, with round ends; where parts overlap the strongest counts.</summary>
    /// <param name="points">Two or more places in the body.</param>
    /// <param name="halfWidth">Half of the line's width, in body units.</param>
    /// <param name="amount">The density added.</param>
    public void Stroke(ReadOnlySpan<(double X, double Y)> points, double halfWidth, double amount)
    {
        Span<(double X, double Y)> pixels = stackalloc (double, double)[points.Length];
        (double left, double top, double right, double bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        for (int i = 0; i < points.Length; i++)
        {
            pixels[i] = toPixel.Apply(points[i].X, points[i].Y);
            (left, right) = (Math.Min(left, pixels[i].X), Math.Max(right, pixels[i].X));
            (top, bottom) = (Math.Min(top, pixels[i].Y), Math.Max(bottom, pixels[i].Y));
        }

        double half = halfWidth * pixelsPerUnit;

        // A line thinner than a pixel darkens it by its share.
        double strength = amount * Math.Min(1, half * 2);
        half = Math.Max(half, 0.5);
        double reach = half + 1;
        for (int row = Bound(top - reach); row < Bound(bottom + reach); row++)
        {
            for (int column = Bound(left - reach); column < Bound(right + reach); column++)
            {
                double distance = double.MaxValue;
                for (int i = 1; i < pixels.Length; i++)
                {
                    distance = Math.Min(distance, ToSegment(column + 0.5, row + 0.5, pixels[i - 1], pixels[i]));
                }

                double coverage = Math.Clamp(half - Math.Sqrt(distance) + 0.5, 0, 1);
                Density[(row * Size) + column] += (float)(coverage * strength);
            }
        }
    }

    /// <summary>Draws an ellipse with a sharp or a soft edge.</summary>
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    /// <param name="radiusX">Half of its width.</param>
    /// <param name="radiusY">Half of its height.</param>
    /// <param name="softness">The width of the edge as a share of the radius, 0 = sharp, 1 = falls off from the middle.</param>
    /// <param name="amount">The density added in the middle.</param>
    public void Ellipse(double x, double y, double radiusX, double radiusY, double softness, double amount)
    {
        double reach = (Math.Max(radiusX, radiusY) * pixelsPerUnit) + 1;
        (double centreX, double centreY) = toPixel.Apply(x, y);
        double edge = Math.Max(softness, 1 / (Math.Min(radiusX, radiusY) * pixelsPerUnit));
        for (int row = Bound(centreY - reach); row < Bound(centreY + reach + 1); row++)
        {
            for (int column = Bound(centreX - reach); column < Bound(centreX + reach + 1); column++)
            {
                (double bodyX, double bodyY) = toBody.Apply(column + 0.5, row + 0.5);
                double dx = (bodyX - x) / radiusX;
                double dy = (bodyY - y) / radiusY;
                double radius = Math.Sqrt((dx * dx) + (dy * dy));
                double share = Math.Clamp((1 - radius + (edge / 2)) / edge, 0, 1);
                Density[(row * Size) + column] += (float)(share * share * (3 - (2 * share)) * amount);
            }
        }
    }

    private static double ToSegment(double x, double y, (double X, double Y) a, (double X, double Y) b)
    {
        double dx = b.X - a.X;
        double dy = b.Y - a.Y;
        double length = (dx * dx) + (dy * dy);
        double t = length > 0 ? Math.Clamp((((x - a.X) * dx) + ((y - a.Y) * dy)) / length, 0, 1) : 0;
        double ex = x - (a.X + (t * dx));
        double ey = y - (a.Y + (t * dy));
        return (ex * ex) + (ey * ey);
    }

    private int Bound(double pixel) => (int)Math.Clamp(Math.Floor(pixel), 0, Size);
}
