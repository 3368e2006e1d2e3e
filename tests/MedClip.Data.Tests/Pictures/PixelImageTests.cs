namespace MedClip.Data;

public sealed class PixelImageTests
{
    [Fact]
    public void A_twelve_bit_film_uses_all_levels_when_scaled_and_is_nearly_white_when_clipped()
    {
        PixelImage film = SampleFilms.Wide(4, 1, i => (ushort)(i * 1365));
        film.ScaleTo8Bits().Pixels8.ToArray().ShouldBe([0, 85, 170, 255]);
        film.ClipTo8Bits().Pixels8.ToArray().ShouldBe([0, 255, 255, 255]);
    }

    [Fact]
    public void Full_sixteen_bits_scale_like_the_same_eight_bit_picture()
    {
        SampleFilms.Wide(4, 1, i => (ushort)(new[] { 0, 3, 128, 255 }[i] * 257)).ScaleTo8Bits().Pixels8.ToArray().ShouldBe([0, 3, 128, 255]);
    }

    [Fact]
    public void Sixteen_bits_that_hold_eight_stay_as_they_are()
    {
        SampleFilms.Wide(3, 1, i => (ushort)(i * 100)).ScaleTo8Bits().Pixels8.ToArray().ShouldBe([0, 100, 200]);
    }

    [Fact]
    public void Eight_bits_are_returned_as_they_are()
    {
        PixelImage film = SampleFilms.Gradient(3, 3);
        film.ScaleTo8Bits().ShouldBeSameAs(film);
        film.ClipTo8Bits().ShouldBeSameAs(film);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Should.Throw<ArgumentException>(() => new PixelImage(3, 3, 8, new byte[8])).Message.ShouldContain("9 bytes");
        Should.Throw<ArgumentException>(() => new PixelImage(3, 3, 12, new byte[9])).Message.ShouldContain("12");
        Should.Throw<InvalidOperationException>(() => SampleFilms.Wide(1, 1, _ => 1).Pixels8.Length);
        Should.Throw<InvalidOperationException>(() => SampleFilms.Gradient(1, 1).Pixels16.Length);
    }
}
