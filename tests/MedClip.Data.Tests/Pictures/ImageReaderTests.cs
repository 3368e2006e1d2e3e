namespace MedClip.Data;

public sealed class ImageReaderTests
{
    private static readonly ImageReader Reader = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(64, 40)]
    public void Grey_png_keeps_every_pixel(int width, int height)
    {
        PixelImage image = SampleFilms.Gradient(width, height);
        PixelImage read = Reader.Decode("film", PngWriter.Encode(image));
        (read.Width, read.Height, read.BitDepth).ShouldBe((width, height, 8));
        read.Bytes.ToArray().ShouldBe(image.Bytes.ToArray());
    }

    [Fact]
    public void Sixteen_bit_grey_keeps_every_pixel()
    {
        PixelImage image = SampleFilms.Wide(9, 4, i => (ushort)(i * 1801));
        Reader.Decode("film", PngWriter.Encode(image)).Pixels16.ToArray().ShouldBe(image.Pixels16.ToArray());
    }

    [Fact]
    public void Colour_becomes_grey_by_the_luma_of_pillow_and_alpha_is_ignored()
    {
        byte[] rgb = PngBuilder.Build(3, 1, 8, 2, [0, 255, 0, 0, 0, 255, 0, 0, 0, 255]);
        Reader.Decode("film", rgb).Pixels8.ToArray().ShouldBe([76, 150, 29]);
        byte[] rgba = PngBuilder.Build(2, 1, 8, 6, [0, 10, 20, 30, 0, 200, 200, 200, 255]);
        Reader.Decode("film", rgba).Pixels8.ToArray().ShouldBe([18, 200]);
    }

    [Fact]
    public void Two_bit_grey_is_spread_over_all_levels()
    {
        Reader.Decode("film", PngBuilder.Build(4, 1, 2, 0, [0, 0b00_01_10_11])).Pixels8.ToArray().ShouldBe([0, 85, 170, 255]);
    }

    [Fact]
    public void A_jpeg_is_read_and_large_ones_at_a_reduced_size()
    {
        byte[] jpeg = Convert.FromBase64String(SampleFilms.GreyJpeg);
        PixelImage whole = Reader.Decode("film", jpeg);
        (whole.Width, whole.Height).ShouldBe((64, 40));
        ((int)whole.Pixels8[3 + (3 * 64)]).ShouldBeInRange(10, 30);
        ((int)whole.Pixels8[11 + (3 * 64)]).ShouldBeInRange(210, 230);
        PixelImage half = Reader.Decode("film", jpeg, leastSide: 32);
        (half.Width, half.Height).ShouldBe((32, 20));
        (Reader.Decode("film", jpeg, leastSide: 33).Width, Reader.Decode("film", jpeg, leastSide: 8).Width).ShouldBe((64, 8));
    }

    [Fact]
    public void A_colour_jpeg_becomes_grey()
    {
        PixelImage film = Reader.Decode("film", Convert.FromBase64String(SampleFilms.ColourJpeg));
        (film.Width, film.Height, film.BitDepth).ShouldBe((16, 12, 8));
    }

    [Fact]
    public void Every_cut_of_a_jpeg_is_refused()
    {
        byte[] jpeg = Convert.FromBase64String(SampleFilms.GreyJpeg);
        for (int length = 0; length < jpeg.Length - 12; length += 7)
        {
            Should.Throw<InvalidInputException>(() => Reader.Decode("cut.jpg", jpeg.AsSpan(0, length))).Message.ShouldStartWith("cut.jpg: ");
        }
    }

    [Theory]
    [InlineData(60000, 60000, "pixels")]
    [InlineData(int.MaxValue, int.MaxValue, "pixels")]
    [InlineData(100000, 2, "longer than")]
    [InlineData(0, 5, "0 x 5")]
    [InlineData(-1, 5, "2^31")]
    public void A_claim_beyond_the_limits_is_refused_before_memory_is_set_aside(int width, int height, string reason)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<InvalidInputException>(() => Reader.Decode("bomb.png", PngBuilder.Build(width, height, 8, 0, [0]))).Message.ShouldContain(reason);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
    }

    [Fact]
    public void A_dicom_file_is_refused_by_name_whatever_stands_before_it()
    {
        byte[] file = new byte[200];
        PngWriter.Encode(SampleFilms.Gradient(4, 4)).AsSpan(0, 60).CopyTo(file);
        "DICM"u8.CopyTo(file.AsSpan(128));
        Should.Throw<InvalidInputException>(() => Reader.Decode("film.png", file)).Message.ShouldContain("DICOM");
    }

    [Theory]
    [InlineData("GIF89a", "GIF")]
    [InlineData("hello, world", "first bytes")]
    [InlineData("", "empty")]
    [InlineData("II+\0", "BigTIFF")]
    public void What_is_not_read_is_refused_with_the_reason(string content, string reason)
    {
        Should.Throw<InvalidInputException>(() => Reader.Decode("x", System.Text.Encoding.Latin1.GetBytes(content))).Message.ShouldContain(reason);
    }

    [Fact]
    public void Float_tiff_is_refused_by_name()
    {
        byte[] tiff = new byte[200];
        "II*\0"u8.CopyTo(tiff);
        tiff[4] = 8;
        tiff[8] = 4;
        Entry(0, 256, 3, 4);
        Entry(1, 257, 3, 4);
        Entry(2, 258, 3, 32);
        Entry(3, 339, 3, 3);
        Should.Throw<InvalidInputException>(() => Reader.Decode("film.tif", tiff)).Message.ShouldContain("floating-point");

        void Entry(int index, ushort tag, ushort type, ushort value)
        {
            Span<byte> entry = tiff.AsSpan(10 + (index * 12), 12);
            BitConverter.TryWriteBytes(entry, tag);
            BitConverter.TryWriteBytes(entry[2..], type);
            entry[4] = 1;
            BitConverter.TryWriteBytes(entry[8..], value);
        }
    }

    [Fact]
    public void Pnm_headers_with_comments_are_read()
    {
        Reader.Decode("film.pgm", "P5\n# a film\n3 1\n255\n\x01\x02\x03"u8).Pixels8.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Should.Throw<InvalidInputException>(() => Reader.Read("/nowhere/film.png")).Message.ShouldBe("/nowhere/film.png: there is no such file.");
    }

    [Fact]
    public void A_file_beyond_the_limit_is_not_read()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("film.png", SampleFilms.Gradient(64, 64));
        Should.Throw<InvalidInputException>(() => new ImageReader(new PictureLimits { MaxFileBytes = 100 }).Read(path)).Message.ShouldContain("at most 100");
    }

    [Fact]
    public void Flipped_bits_never_end_in_anything_but_a_picture_or_a_refusal()
    {
        byte[][] seeds = [PngWriter.Encode(SampleFilms.Gradient(33, 21)), Convert.FromBase64String(SampleFilms.GreyJpeg), Convert.FromBase64String(SampleFilms.ColourJpeg)];
        SplitMix64 random = new SeedSequence(1).ToRandom();
        int refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            byte[] file = [.. seeds[i % seeds.Length]];
            for (int flips = random.Next(4) + 1; flips > 0; flips--)
            {
                file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                new ImageReader(new PictureLimits { MaxPixels = 1 << 20 }).Decode("film", file.AsSpan(0, file.Length - random.Next(3)));
            }
            catch (InvalidInputException)
            {
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void The_header_is_read_without_decoding()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("film.png", SampleFilms.Wide(5, 3, _ => 7));
        Reader.Probe(path).ShouldBe(new PictureInfo(PictureFormat.Png, 5, 3, 1, 16, 16));
    }
}
