namespace MedClip.Data;

public sealed class PillowOperationsTests
{
    private static readonly PixelImage Film = new(3, 2, 8, [10, 20, 30, 40, 50, 250]);

    [Fact]
    public void A_flip_turns_rows() => PillowOperations.FlipHorizontal(Film).Bytes.ToArray().ShouldBe([30, 20, 10, 250, 50, 40]);

    [Fact]
    public void A_crop_takes_columns_and_rows() => PillowOperations.Crop(Film, 1, 1, 2, 1).Bytes.ToArray().ShouldBe([50, 250]);

    [Fact]
    public void A_crop_that_leaves_the_picture_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => PillowOperations.Crop(Film, 2, 0, 2, 1));

    [Fact]
    public void Brightness_is_truncated_and_clipped() => PillowOperations.AdjustBrightness(Film, 1.15).Bytes.ToArray().ShouldBe([11, 23, 34, 46, 57, 255]);

    [Fact]
    public void Contrast_turns_about_the_rounded_mean() => PillowOperations.AdjustContrast(Film, 0.5).Bytes.ToArray().ShouldBe([38, 43, 48, 53, 58, 158]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_shift_moves_whole_pixels(bool bilinear) =>
        PillowOperations.Affine(Film, 0, 1, 1, 1, bilinear).Bytes.ToArray().ShouldBe([0, 0, 0, 0, 10, 20]);

    [Fact]
    public void A_quarter_turn_is_clockwise() =>
        PillowOperations.Affine(new PixelImage(3, 3, 8, [0, 0, 0, 0, 0, 9, 0, 0, 0]), 90, 0, 0, 1).Bytes.ToArray().ShouldBe([0, 0, 0, 0, 0, 0, 0, 9, 0]);
}
