namespace MedClip.Data;

public sealed class AugmentationTests
{
    private const int Size = 16;
    private static readonly ImagePreprocessor Preprocessor = new(new PreprocessingSpec { Size = Size, Mean = 0, StandardDeviation = 1 });

    private static float[] Augment(PixelImage film, AugmentationDraw draw, AugmentationSpec? spec = null)
    {
        var values = new float[Size * Size];
        Preprocessor.Augment(film, spec ?? AugmentationSpec.None, draw, values);
        return values;
    }

    private static float[] Plain(PixelImage film)
    {
        var values = new float[Size * Size];
        Preprocessor.Apply(film, values);
        return values;
    }

    private static (int X, int Y) Brightest(float[] values)
    {
        int place = Array.IndexOf(values, values.Max());
        return (place % Size, place / Size);
    }

    private static PixelImage Dot(int x, int y)
    {
        var pixels = new byte[Size * Size];
        pixels[(y * Size) + x] = 250;
        return new PixelImage(Size, Size, 8, pixels);
    }

    [Fact]
    public void No_change_gives_the_plain_input() =>
        Augment(SampleFilms.Gradient(Size, Size), AugmentationDraw.Identity).ShouldBe(Plain(SampleFilms.Gradient(Size, Size)));

    [Fact]
    public void A_flip_turns_each_row_around()
    {
        float[] plain = Plain(SampleFilms.Gradient(Size, Size));
        float[] flipped = Augment(SampleFilms.Gradient(Size, Size), AugmentationDraw.Identity with { Flip = true });
        flipped.ShouldBe([.. Enumerable.Range(0, Size).SelectMany(y => plain.Skip(y * Size).Take(Size).Reverse())]);
    }

    [Fact]
    public void A_shift_moves_right_and_down_and_leaves_black()
    {
        float[] moved = Augment(Dot(4, 5), AugmentationDraw.Identity with { TranslateX = 3.0 / Size, TranslateY = 2.0 / Size });
        Brightest(moved).ShouldBe((7, 7));
        Augment(SampleFilms.Constant(Size, Size, 200), AugmentationDraw.Identity with { TranslateX = 3.0 / Size })[2].ShouldBe(0);
    }

    [Fact]
    public void A_positive_angle_turns_clockwise_on_the_screen()
    {
        Brightest(Augment(Dot(12, 7), AugmentationDraw.Identity with { Angle = 90 })).ShouldBe((8, 12));
    }

    [Fact]
    public void A_scale_above_one_magnifies_about_the_middle()
    {
        Brightest(Augment(Dot(10, 8), AugmentationDraw.Identity with { Scale = 2 })).X.ShouldBeInRange(12, 13);
    }

    [Fact]
    public void A_crop_at_the_right_edge_shows_the_right_edge()
    {
        AugmentationSpec spec = AugmentationSpec.None with { ResizeRatio = 2 };
        float[] right = Augment(Dot(15, 0), AugmentationDraw.Identity with { CropX = 1, CropY = 0 }, spec);
        Brightest(right).X.ShouldBeGreaterThan(12);
        Augment(Dot(15, 0), AugmentationDraw.Identity with { CropX = 0, CropY = 0 }, spec).Max().ShouldBe(0);
    }

    [Fact]
    public void Brightness_multiplies_and_contrast_stretches_about_the_mean()
    {
        PixelImage film = new(Size, Size, 8, [.. Enumerable.Range(0, Size * Size).Select(i => i % 2 == 0 ? (byte)50 : (byte)150)]);
        float[] brighter = Augment(film, AugmentationDraw.Identity with { Brightness = 1.2 });
        brighter[0].ShouldBe(60 / 255f, 1e-5);
        brighter[1].ShouldBe(180 / 255f, 1e-5);
        float[] harder = Augment(film, AugmentationDraw.Identity with { Contrast = 1.2 });
        harder[0].ShouldBe(40 / 255f, 1e-5);
        harder[1].ShouldBe(160 / 255f, 1e-5);
    }

    [Fact]
    public void The_order_of_brightness_and_contrast_matters()
    {
        PixelImage film = new(Size, Size, 8, [.. Enumerable.Range(0, Size * Size).Select(i => i % 2 == 0 ? (byte)100 : (byte)240)]);
        AugmentationDraw draw = AugmentationDraw.Identity with { Brightness = 1.5, Contrast = 0.5 };
        float first = Augment(film, draw)[1];
        float second = Augment(film, draw with { BrightnessFirst = false })[1];
        first.ShouldBe(255 / 255f, 1e-4);
        second.ShouldBe(255 / 255f, 1e-4);
        Augment(film, draw)[0].ShouldBe((255 * 0.5f + (150 * 0.5f)) / 255f, 1e-3);
        Augment(film, draw with { BrightnessFirst = false })[0].ShouldBe(1.5f * 135 / 255f, 1e-3);
    }

    [Fact]
    public void A_draw_depends_on_its_own_stream_only_and_stays_within_its_ranges()
    {
        var seeds = new SeedSequence(3);
        AugmentationDraw.Draw(AugmentationSpec.Paper, seeds.At(5)).ShouldBe(AugmentationDraw.Draw(AugmentationSpec.Paper, seeds.At(5)));
        int flips = 0;
        for (int i = 0; i < 500; i++)
        {
            AugmentationDraw draw = AugmentationDraw.Draw(AugmentationSpec.Paper, seeds.At(i));
            flips += draw.Flip ? 1 : 0;
            Math.Abs(draw.Angle).ShouldBeLessThanOrEqualTo(10);
            Math.Abs(draw.TranslateX).ShouldBeLessThanOrEqualTo(0.0625);
            draw.Scale.ShouldBeInRange(0.8, 1.1);
            draw.Brightness.ShouldBeInRange(0.8, 1.2);
            draw.Contrast.ShouldBeInRange(0.8, 1.2);
            AugmentationDraw other = AugmentationDraw.Draw(AugmentationSpec.Paper with { MaxRotation = 0 }, seeds.At(i));
            other.ShouldBe(draw with { Angle = other.Angle });
        }

        flips.ShouldBeInRange(200, 300);
    }

    [Fact]
    public void Only_no_change_is_the_identity()
    {
        AugmentationSpec.None.IsIdentity.ShouldBeTrue();
        AugmentationSpec.Paper.IsIdentity.ShouldBeFalse();
        AugmentationSpec.Reference.ShouldBe(AugmentationSpec.Paper with { CropFirst = false });
        (AugmentationSpec.None with { Jitter = 0.1 }).IsIdentity.ShouldBeFalse();
    }

    [Fact]
    public void All_that_is_wrong_with_a_spec_is_said_at_once()
    {
        var spec = new AugmentationSpec { ResizeRatio = 0.5, FlipProbability = 2, MaxRotation = 200, MaxTranslation = -1, MinScale = 2, MaxScale = 1, Jitter = 3 };
        string message = Should.Throw<InvalidInputException>(spec.Validate).Message;
        foreach (string part in new[] { "ResizeRatio", "FlipProbability", "MaxRotation", "MaxTranslation", "MinScale", "Jitter" })
        {
            message.ShouldContain(part);
        }
    }

    [Fact]
    public void A_film_that_is_no_square_sits_in_the_middle()
    {
        float[] values = Augment(SampleFilms.Constant(Size, 8, 255), AugmentationDraw.Identity);
        values[(3 * Size) + 5].ShouldBe(0);
        values[(4 * Size) + 5].ShouldBe(1);
        values[(11 * Size) + 5].ShouldBe(1);
        values[(12 * Size) + 5].ShouldBe(0);
    }
}
