namespace MedClip.Data;

public class FilmShrinkTests
{
    [Theory]
    [InlineData(390, 320, 256, 210)]
    [InlineData(300, 17, 256, 14)]
    [InlineData(1999, 1501, 256, 192)]
    [InlineData(257, 257, 256, 256)]
    [InlineData(40, 3000, 3, 256)]
    [InlineData(9, 300, 8, 256)]
    public void Is_the_triangle_filter_to_a_level_or_two(int width, int height, int smallWidth, int smallHeight)
    {
        PixelImage film = Noise(width, height);
        byte[] shrunk = FilmShrink.Resize(film, smallWidth, smallHeight).Bytes.ToArray();
        byte[] exact = Resampler.Resize(film, smallWidth, smallHeight, ResampleFilter.Bilinear).Bytes.ToArray();
        shrunk.Zip(exact).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThanOrEqualTo(2);
        shrunk.Zip(exact).Average(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThan(0.3);
    }

    [Theory]
    [InlineData(101, 77, 43, 33)]
    [InlineData(117, 90, 50, 39)]
    [InlineData(640, 512, 256, 205)]
    public void Many_at_a_time_equals_the_sum_in_plain_words(int width, int height, int smallWidth, int smallHeight)
    {
        PixelImage film = Noise(width, height);
        ShrinkWeights rows = ShrinkWeights.Create(height, smallHeight);
        ShrinkWeights columns = ShrinkWeights.Create(width, smallWidth);
        static byte Sum(ShrinkWeights weights, int output, Func<int, byte> pixel) => (byte)((Enumerable.Range(0, weights.Count[output])
            .Sum(tap => pixel(weights.First[output] + tap) * weights.Weights[(output * weights.Stride) + tap]) + (1 << (FilmShrink.WeightBits - 1))) >> FilmShrink.WeightBits);
        byte[] pixels = film.Bytes.ToArray();
        byte[] low = [.. Enumerable.Range(0, smallHeight * width).Select(i => Sum(rows, i / width, y => pixels[(y * width) + (i % width)]))];
        byte[] small = [.. Enumerable.Range(0, smallHeight * smallWidth).Select(i => Sum(columns, i % smallWidth, x => low[(i / smallWidth * width) + x]))];
        FilmShrink.Resize(film, smallWidth, smallHeight).Bytes.ToArray().ShouldBe(small);
    }

    [Fact]
    public void White_stays_white_and_the_last_columns_equal_those_of_a_film_that_is_mirrored()
    {
        FilmShrink.Resize(SampleFilms.Constant(1000, 700, 255), 256, 179).Pixels8.IndexOfAnyExcept((byte)255).ShouldBe(-1);

        // 43 outputs: 40 by eights and three one by one; mirrored, other columns take each way.
        PixelImage film = Noise(101, 77);
        byte[] direct = PillowOperations.FlipHorizontal(FilmShrink.Resize(film, 43, 33)).Bytes.ToArray();
        byte[] mirrored = FilmShrink.Resize(PillowOperations.FlipHorizontal(film), 43, 33).Bytes.ToArray();
        direct.Zip(mirrored).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData(390, 320)]
    [InlineData(23, 17)]
    [InlineData(224, 100)]
    [InlineData(700, 31)]
    [InlineData(31, 701)]
    public void A_canvas_that_is_not_made_gives_the_bytes_of_one_that_is(int width, int height)
    {
        PixelImage film = Noise(width, height);
        int side = Math.Max(224, Math.Max(width, height));
        foreach (ResampleFilter filter in Enum.GetValues<ResampleFilter>())
        {
            byte[] made = Resampler.Resize(Canvas.Pad(film, side), 64, 64, filter).Bytes.ToArray();
            Resampler.ResizePadded(film, side, 64, filter).Bytes.ToArray().ShouldBe(made, $"{filter}");
        }
    }

    private static PixelImage Noise(int width, int height)
    {
        var random = new SplitMix64(7);
        var pixels = new byte[width * height];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.Next(256);
        }

        return new PixelImage(width, height, 8, pixels);
    }
}
