using MedClip.Data;

namespace MedClip.Evaluation.Tests;

public sealed class ExamplePictureTests
{
    [Fact]
    public void A_wide_film_fills_the_width_of_a_square_picture_with_black_beside_it()
    {
        var film = new PixelImage(64, 32, 8, [.. Enumerable.Repeat((byte)200, 64 * 32)]);
        byte[] png = new ExamplePicture(16).Png(film);
        PixelImage picture = new ImageReader().Decode("picture.png", png);
        (picture.Width, picture.Height).ShouldBe((16, 16));
        picture.Pixels8[8 * 16].ShouldBe((byte)200); // middle row, left edge
        picture.Pixels8[8].ShouldBe((byte)0); // top row
    }

    [Fact]
    public void A_side_out_of_range_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => new ExamplePicture(4));
}
