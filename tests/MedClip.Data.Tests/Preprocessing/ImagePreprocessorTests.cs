namespace MedClip.Data;

public sealed class ImagePreprocessorTests
{
    private static ImagePreprocessor Make(PreprocessingPath path, int size = 16, int channels = 1) =>
        new(new PreprocessingSpec { Size = size, Path = path, Channels = channels });

    [Theory]
    [InlineData(PreprocessingPath.Processor)]
    [InlineData(PreprocessingPath.Evaluation)]
    public void The_released_paths_leave_a_small_film_small_in_the_middle_of_black(PreprocessingPath path)
    {
        ReadOnlySpan<byte> pixels = Make(path).ToModelInput(SampleFilms.Constant(7, 4, 200)).Pixels8;
        for (int y = 0; y < 16; y++)
        {
            for (int x = 0; x < 16; x++)
            {
                pixels[(y * 16) + x].ShouldBe(y is >= 6 and < 10 && x is >= 4 and < 11 ? (byte)200 : (byte)0, $"at {x}, {y}");
            }
        }
    }

    [Fact]
    public void The_default_path_enlarges_a_small_film_to_the_whole_width()
    {
        ReadOnlySpan<byte> pixels = Make(PreprocessingPath.Default).ToModelInput(SampleFilms.Constant(8, 4, 200)).Pixels8;
        for (int y = 0; y < 16; y++)
        {
            pixels.Slice(y * 16, 16).IndexOfAnyExcept(y is >= 4 and < 12 ? (byte)200 : (byte)0).ShouldBe(-1, $"row {y}");
        }
    }

    [Fact]
    public void Sixteen_bits_are_scaled_by_default_and_clipped_by_the_released_paths()
    {
        PixelImage film = SampleFilms.Wide(16, 16, i => i == 0 ? (ushort)4095 : (ushort)2048);
        Make(PreprocessingPath.Default).ToModelInput(film).Pixels8[5].ShouldBe((byte)128);
        Make(PreprocessingPath.Evaluation).ToModelInput(film).Pixels8[5].ShouldBe((byte)255);
    }

    [Fact]
    public void Values_are_centred_and_scaled_and_the_plane_is_repeated_for_colour_towers()
    {
        ImagePreprocessor preprocessor = new(new PreprocessingSpec { Size = 8, Channels = 3, Mean = 0.5f, StandardDeviation = 0.25f });
        var values = new float[3 * 64];
        preprocessor.Apply(SampleFilms.Constant(8, 8, 255), values);
        values.ShouldAllBe(value => value == 2f);
    }

    [Fact]
    public void A_destination_or_an_input_of_another_size_is_refused()
    {
        Should.Throw<ArgumentException>(() => Make(PreprocessingPath.Default, 8).Apply(SampleFilms.Gradient(8, 8), new float[63])).Message.ShouldContain("64");
        Should.Throw<ArgumentException>(() => Make(PreprocessingPath.Default, 8).Normalise(SampleFilms.Gradient(9, 8), new float[64])).Message.ShouldContain("9 x 8");
    }

    [Fact]
    public void All_that_is_wrong_with_a_spec_is_said_at_once()
    {
        string message = Should.Throw<InvalidInputException>(() =>
            new ImagePreprocessor(new PreprocessingSpec { Size = 4, Channels = 2, StandardDeviation = 0, Mean = float.NaN, Path = (PreprocessingPath)9 })).Message;
        foreach (string part in new[] { "Size", "Channels", "StandardDeviation", "Mean", "Path" })
        {
            message.ShouldContain(part);
        }
    }

    [Fact]
    public void A_working_film_is_only_made_smaller()
    {
        ImagePreprocessor preprocessor = Make(PreprocessingPath.Default, 224);
        preprocessor.WorkingSide.ShouldBe(256);
        PixelImage small = SampleFilms.Gradient(100, 60);
        preprocessor.ToWorkingFilm(small).ShouldBeSameAs(small);
        PixelImage reduced = preprocessor.ToWorkingFilm(SampleFilms.Gradient(1024, 512));
        (reduced.Width, reduced.Height).ShouldBe((256, 128));
    }

    [Fact]
    public void Resizing_keeps_a_constant_and_the_mean()
    {
        foreach (ResampleFilter filter in Enum.GetValues<ResampleFilter>())
        {
            Resampler.Resize(SampleFilms.Constant(37, 23, 91), 11, 50, filter).Pixels8.IndexOfAnyExcept((byte)91).ShouldBe(-1);
        }

        var halves = new byte[] { 0, 100, 0, 100, 20, 40, 20, 40 };
        Resampler.Resize(new PixelImage(4, 2, 8, halves), 2, 1, ResampleFilter.Box).Pixels8.ToArray().ShouldBe([40, 40]);
    }

    [Fact]
    public void The_two_released_normalisations_differ_in_the_last_bit_of_109_levels()
    {
        float[] processor = Make(PreprocessingPath.Processor).Levels.ToArray();
        float[] evaluation = Make(PreprocessingPath.Evaluation).Levels.ToArray();
        processor.Zip(evaluation).Count(pair => pair.First != pair.Second).ShouldBe(109);
        BitConverter.SingleToUInt32Bits(processor[0]).ShouldBe(0xc0063eeeu);
    }

    [Theory]
    [InlineData(50, 20)]
    [InlineData(20, 50)]
    public void A_mirrored_film_gives_the_mirrored_result(int from, int to)
    {
        PixelImage film = SampleFilms.Gradient(from, from);
        foreach (ResampleFilter filter in Enum.GetValues<ResampleFilter>().Where(filter => filter != ResampleFilter.Box))
        {
            byte[] direct = PillowOperations.FlipHorizontal(Resampler.Resize(film, to, to, filter)).Bytes.ToArray();
            byte[] mirrored = Resampler.Resize(PillowOperations.FlipHorizontal(film), to, to, filter).Bytes.ToArray();
            direct.Zip(mirrored).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThanOrEqualTo(1, $"{filter}");
        }
    }
}
