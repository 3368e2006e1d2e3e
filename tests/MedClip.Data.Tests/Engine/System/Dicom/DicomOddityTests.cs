namespace MedClip.Data;

/// <summary>Departures from the standard that are met in archives, each with what is done about it.</summary>
public class DicomOddityTests
{
    private static readonly ushort[] Ramp = [0, 1000, 2000, 3000];
    private static readonly DicomReader Reader = new(new DicomReaderOptions { Salt = "s" });

    [Fact]
    public void An_empty_voi_lut_sequence_is_passed_over_for_the_window()
    {
        DicomFilm film = Read(Twelve().VoiLut(null).Window("2000", "2000"));
        film.Stages.VoiKind.ShouldBe("LINEAR");
        film.Provenance.Warnings.ShouldContain(warning => warning.Contains("VOI LUT sequence is empty"));
    }

    [Fact]
    public void An_empty_voi_lut_function_is_linear() =>
        Read(Twelve().Window("2000", "2000").Text(0x00281056, "CS", "")).Stages.VoiKind.ShouldBe("LINEAR");

    [Fact]
    public void An_unknown_voi_lut_function_is_linear_and_said()
    {
        DicomFilm film = Read(Twelve().Window("2000", "2000").Text(0x00281056, "CS", "CUBIC"));
        film.Stages.VoiKind.ShouldBe("LINEAR");
        film.Provenance.Warnings.ShouldContain(warning => warning.Contains("not known"));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(3)]
    public void A_lut_of_the_wrong_length_is_used_as_far_as_it_goes(int claimed)
    {
        DicomFilm film = Read(new DicomBuilder(4, 1, 8).Pixels8(0, 1, 3, 7).VoiLut([10, 20, 30, 40, 50], claimed, bits: 8));
        film.Stages.Voi().ShouldBe(claimed == 8 ? [10, 20, 40, 50] : [10, 20, 30, 30]);
        film.Provenance.Warnings.ShouldContain(warning => warning.Contains($"claims {claimed} entries"));
    }

    [Fact]
    public void A_sequence_without_delimiters_is_refused_with_a_reason() =>
        Should.Throw<InvalidInputException>(() => Read(Twelve().VoiLut([1, 2, 3, 4], 4, delimited: false))).Message.ShouldContain("DICOM:");

    [Fact]
    public void Eight_bits_without_a_window_use_the_whole_range() =>
        Read(new DicomBuilder(3, 1, 8).Pixels8(10, 20, 30)).Image.Pixels8.ToArray().ShouldBe([0, 128, 255]);

    [Fact]
    public void A_constant_film_is_black_not_a_division_by_zero() =>
        Read(new DicomBuilder(2, 1, 8).Pixels8(7, 7)).Image.Pixels8.ToArray().ShouldBe([0, 0]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compressed_pixels_under_an_uncompressed_syntax_are_read_and_said(bool encapsulated)
    {
        byte[] jpeg = Convert.FromBase64String(SampleFilms.GreyJpeg);
        var builder = new DicomBuilder(64, 40, 8);
        DicomFilm film = Read(encapsulated ? builder.Encapsulated(jpeg) : builder.Element(0x7FE00010, "OB", jpeg.Length % 2 == 0 ? jpeg : [.. jpeg, 0]));
        film.Stages.Stored().Select(value => (byte)value).ShouldBe(new ImageReader().Decode("film.jpg", jpeg).Pixels8.ToArray());
        film.Provenance.Warnings.ShouldContain(warning => warning.Contains("compressed although"));
    }

    [Fact]
    public void A_file_without_a_preamble_is_read_and_said()
    {
        byte[] file = Twelve().Build(preamble: false);
        DicomReader.IsDicom(file).ShouldBeTrue();
        DicomFilm film = Reader.Decode("film", file);
        film.Tags.HasMetaHeader.ShouldBeFalse();
        film.Provenance.Warnings.ShouldContain(warning => warning.Contains("no preamble"));
        film.Stages.Stored().ShouldBe([0, 1000, 2000, 3000]);
    }

    [Fact]
    public void Rubbish_after_the_pixels_is_left_alone() =>
        Reader.Decode("film", [.. Twelve().Build(), .. new byte[999]]).Stages.Stored().ShouldBe([0, 1000, 2000, 3000]);

    [Fact]
    public void Bits_in_the_upper_part_of_a_word_are_moved_down() =>
        Read(new DicomBuilder(2, 1, 12).Number(0x00280102, 15).Pixels16(0x1230, 0xFFF0)).Stages.Stored().ShouldBe([0x123, 0xFFF]);

    [Fact]
    public void A_second_window_may_be_chosen_and_a_missing_one_is_said()
    {
        byte[] file = Twelve().Window(@"2000\1000", @"2000\1").Build();
        new DicomReader(new DicomReaderOptions { Window = 1 }).Decode("film", file).Image.Pixels8.ToArray().ShouldBe([0, 255, 255, 255]);
        new DicomReader(new DicomReaderOptions { Window = 5 }).Decode("film", file).Provenance.Warnings.ShouldContain(warning => warning.Contains("no window 5"));
    }

    [Fact]
    public void Sixteen_bits_may_be_asked_for()
    {
        PixelImage image = new DicomReader(new DicomReaderOptions { OutputBits = 16 }).Decode("film", Twelve().Build()).Image;
        image.Pixels16.ToArray().ShouldBe([0, 21845, 43690, 65535]);
    }

    [Fact]
    public void Patients_are_hashed_with_the_salt_and_named_only_when_asked_for()
    {
        byte[] file = Twelve().Text(0x00100020, "LO", "12345").Text(0x00100010, "PN", "Doe^Jane").Build();
        DicomTags hidden = Reader.Decode("film", file).Tags;
        hidden["PatientID"].ShouldBeNull();
        hidden["PatientName"].ShouldBeNull();
        hidden.PatientHash!.Length.ShouldBe(16);
        new DicomReader(new DicomReaderOptions { Salt = "s" }).Decode("film", file).Tags.PatientHash.ShouldBe(hidden.PatientHash);
        new DicomReader(new DicomReaderOptions { Salt = "t" }).Decode("film", file).Tags.PatientHash.ShouldNotBe(hidden.PatientHash);
        new DicomReader(new DicomReaderOptions { Identifiers = PatientIdentifiers.Keep }).Decode("film", file).Tags["PatientName"].ShouldBe("Doe^Jane");
    }

    [Fact]
    public void Provenance_travels_to_the_models_input()
    {
        byte[] file = Twelve().Window("2000", "2000").Text(0x00280301, "CS", "YES").Text(0x00280030, "DS", @"0.2\0.1").Build();
        PixelImage input = new ImagePreprocessor(new PreprocessingSpec()).ToModelInput(new ImageReader().Decode("film", file));
        input.Provenance!.Steps.Select(step => step.Name).ShouldBe(["decode", "modality", "voi", "display", "preprocess"]);
        input.Provenance.Warnings.ShouldContain(warning => warning.Contains("burned-in"));
        input.Provenance.Warnings.ShouldContain(warning => warning.Contains("not square"));
    }

    [Fact]
    public void A_frame_that_is_not_there_is_refused() =>
        Should.Throw<InvalidInputException>(() => Reader.Decode("film", Twelve().Build(), frame: 1)).Message.ShouldContain("no frame 1");

    private static DicomBuilder Twelve() => new DicomBuilder(4, 1, 12).Pixels16(Ramp);

    private static DicomFilm Read(DicomBuilder builder) => Reader.Decode("film", builder.Build());
}
