namespace MedClip.Data;

/// <summary>x' = A·x + B·y + C, y' = D·x + E·y + F, in pixels whose corners are whole numbers (a pixel's centre is at .5).</summary>
internal readonly record struct AffineMatrix(double A, double B, double C, double D, double E, double F)
{
    public static AffineMatrix Scale(double factor) => new(factor, 0, 0, 0, factor, 0);

    public static AffineMatrix Translate(double x, double y) => new(1, 0, x, 0, 1, y);

    /// <summary>Left and right change places within a square of the given side.</summary>
    public static AffineMatrix Flip(double side) => new(-1, 0, side, 0, 1, 0);

    /// <summary>Turns clockwise on the screen and scales about the middle of a square, then shifts.</summary>
    public static AffineMatrix Similarity(double degrees, double scale, double shiftX, double shiftY, double side)
    {
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        double middle = side / 2;
        var turn = new AffineMatrix(scale * cos, -scale * sin, 0, scale * sin, scale * cos, 0);
        return Translate(-middle, -middle).Then(turn).Then(Translate(middle + shiftX, middle + shiftY));
    }

    /// <summary>This change first, then the other.</summary>
    public AffineMatrix Then(AffineMatrix next) => new(
        (next.A * A) + (next.B * D), (next.A * B) + (next.B * E), (next.A * C) + (next.B * F) + next.C,
        (next.D * A) + (next.E * D), (next.D * B) + (next.E * E), (next.D * C) + (next.E * F) + next.F);

    public AffineMatrix Inverse()
    {
        double determinant = (A * E) - (B * D);
        double a = E / determinant;
        double b = -B / determinant;
        double d = -D / determinant;
        double e = A / determinant;
        return new AffineMatrix(a, b, -((a * C) + (b * F)), d, e, -((d * C) + (e * F)));
    }

    public (double X, double Y) Apply(double x, double y) => ((A * x) + (B * y) + C, (D * x) + (E * y) + F);
}
