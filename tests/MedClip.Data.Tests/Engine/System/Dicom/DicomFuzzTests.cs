using Xunit.Abstractions;

namespace MedClip.Data;

/// <summary>Damaged DICOM files in worker processes.</summary>
public sealed class DicomFuzzTests(ITestOutputHelper output)
{
    private const int Cases = 4_000;

    [Fact]
    public void Damaged_dicom_is_read_or_refused_and_the_caller_lives()
    {
        using var pool = new DicomWorkerPool(DicomWorkerSearch.Find(), new DicomWorkerPoolOptions { Workers = 2 });
        byte[] jpeg = Convert.FromBase64String(SampleFilms.GreyJpeg);
        byte[][] files =
        [
            new DicomBuilder(4, 2, 12).Window("100", "200").Pixels16(0, 1, 2, 3, 4, 5, 6, 7).Build(),
            new DicomBuilder(4, 2, 8).VoiLut([1, 2, 3, 4], 4).Pixels8(0, 1, 2, 3, 4, 5, 6, 7).Build(),
            new DicomBuilder(64, 40, 8, "1.2.840.10008.1.2.4.50").Encapsulated(jpeg).Build(),
            new DicomBuilder(64, 40, 8, "1.2.840.10008.1.2.4.57").Encapsulated(jpeg).Build(),
            new DicomBuilder(64, 40, 8, "1.2.840.10008.1.2.4.80").Encapsulated(jpeg).Build(),
            new DicomBuilder(64, 40, 8, "1.2.840.10008.1.2.4.90").Encapsulated([0xff, 0x4f, 0xff, 0x51, .. jpeg]).Build(),
            new DicomBuilder(4, 2, 8, "1.2.840.10008.1.2.5").Encapsulated([1, 0, 0, 0, 64, .. new byte[59], 7, 0, 1, 2, 3, 4, 5, 6, 7]).Build(),
            new DicomBuilder(4, 2, 8).Text(0x00100010, "PN", "A^B").Pixels8(0, 1, 2, 3, 4, 5, 6, 7).Build(preamble: false),
            .. Fixtures(),
        ];
        int cases = DamagedFiles.Read(output, "dicom", files, Cases, file => pool.Read(file, new DicomRequest(0, true, DamagedFiles.Limits.MaxPixels, TimeSpan.FromSeconds(5))));

        // Workers may fall, but they are the exception, and the pool goes on.
        pool.Started.ShouldBeLessThan(5 + (cases / 50));
        pool.Read(files[0], new DicomRequest(0, true, DamagedFiles.Limits.MaxPixels, TimeSpan.FromSeconds(5))).Width.ShouldBe(4);
        output.WriteLine($"{pool.Started} workers started");
    }

    private static IEnumerable<byte[]> Fixtures() =>
        SharedFolder.Fixture("dicom/files") is { } files ? Directory.EnumerateFiles(files).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];
}
