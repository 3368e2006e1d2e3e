namespace MedClip.Data;

public class AffineWarpTests
{
    [Theory]
    [InlineData(64, 64)]
    [InlineData(256, 210)]
    [InlineData(9, 300)]
    [InlineData(3, 2)]
    public void Eight_at_a_time_equals_one_by_one(int width, int height)
    {
        var random = new SplitMix64(1);
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.Next(256);
        }

        float[] levels = [.. Enumerable.Range(0, 256).Select(level => (float)level)];
        for (int round = 0; round < 20; round++)
        {
            const int Size = 50;
            AffineMatrix toFilm = AffineMatrix.Scale(Math.Max(width, height) / (double)Size)
                .Then(AffineMatrix.Similarity(random.NextDouble(-180, 180), random.NextDouble(0.5, 2), random.NextDouble(-9, 9), random.NextDouble(-9, 9), Math.Max(width, height)));
            var warped = new float[Size * Size];
            AffineWarp.Apply(new PixelImage(width, height, 8, pixels), toFilm, Size, levels, warped);
            for (int i = 0; i < warped.Length; i++)
            {
                Math.Abs(warped[i] - Expected(pixels, width, height, toFilm, i % Size, i / Size)).ShouldBeLessThan(3.5);
            }
        }
    }

    private static double Expected(byte[] pixels, int width, int height, AffineMatrix toFilm, int x, int y)
    {
        (double u, double v) = toFilm.Apply(x + 0.5, y + 0.5);
        (u, v) = (u - 0.5, v - 0.5);
        (int left, int top) = ((int)Math.Floor(u), (int)Math.Floor(v));
        (double a, double b) = (u - left, v - top);
        double At(int column, int row) => column >= 0 && row >= 0 && column < width && row < height ? pixels[(row * width) + column] : 0;
        return (((At(left, top) * (1 - a)) + (At(left + 1, top) * a)) * (1 - b)) + (((At(left, top + 1) * (1 - a)) + (At(left + 1, top + 1) * a)) * b);
    }
}
