using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace MedClip.Data;

/// <summary>
/// Damaged files of every kind: each is read or refused by name, nothing else happens. 20,000 cases; <c>./build.sh fuzz pictures|dicom|tables N SEED</c> runs N of one
/// kind and prints what came of them.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Pictures = 12_000;
    private const int Dicom = 4_000;
    private const int Tables = 4_000;
    private static readonly ulong Seed = (ulong)Number("MEDCLIP_FUZZ_SEED", 1);
    private static readonly PictureLimits Small = new() { MaxPixels = 1 << 20, MaxFileBytes = 1 << 22 };
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Damaged_pictures_are_read_or_refused()
    {
        var reader = new ImageReader(Small);
        byte[][] files =
        [
            PngWriter.Encode(SampleFilms.Gradient(23, 17)), PngWriter.Encode(SampleFilms.Wide(9, 11, i => (ushort)(i * 600))), Convert.FromBase64String(SampleFilms.GreyJpeg),
            Convert.FromBase64String(SampleFilms.ColourJpeg), Tiff(), Bmp(), "P5 7 5 255\n"u8.ToArray().Concat(new byte[35]).ToArray(),
        ];
        Run("pictures", files, Pictures, file => reader.Decode("film", file));
    }

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
        int cases = Run("dicom", files, Dicom, file => pool.Read(file, new DicomRequest(0, true, Small.MaxPixels, TimeSpan.FromSeconds(5))));

        // Workers may fall, but they are the exception, and the pool goes on.
        pool.Started.ShouldBeLessThan(5 + (cases / 50));
        pool.Read(files[0], new DicomRequest(0, true, Small.MaxPixels, TimeSpan.FromSeconds(5))).Width.ShouldBe(4);
        output.WriteLine($"{pool.Started} workers started");
    }

    [Fact]
    public void Damaged_tables_are_read_or_refused()
    {
        byte[][] files =
        [
            Encoding.UTF8.GetBytes("image,patient,Edema,Cardiomegaly\n\"a,b.png\",1,1,0\nc.png,2,-1,\n\"d\"\"e.png\",3,0,1\n"),
            Encoding.UTF8.GetBytes("path,Finding Labels,split\r\na.png,\"Edema\r\nx\",train\r\nb.png,,test\r\n"),
        ];
        string path = Path.Combine(folder.Folder, "table.csv");
        Run("tables", files, Tables, file =>
        {
            File.WriteAllBytes(path, file);
            ImageTable.Load(path, null, new ImageTableOptions { MissingFiles = MissingFiles.DoNotCheck, DuplicatePaths = DuplicatePaths.KeepFirst });
        });
    }

    public void Dispose() => folder.Dispose();

    private int Run(string what, byte[][] files, int usual, Action<byte[]> read)
    {
        int cases = Number("MEDCLIP_FUZZ_CASES", usual);
        SeedSequence seed = new SeedSequence(Seed).For(what);
        int refused = 0;
        var slowest = TimeSpan.Zero;
        for (int i = 0; i < cases; i++)
        {
            SplitMix64 random = seed.At(i).ToRandom();
            byte[] file = Mutation.Of(files[random.Next(files.Length)], files[random.Next(files.Length)], random);
            long start = Stopwatch.GetTimestamp();
            try
            {
                read(file);
            }
            catch (Exception e) when (e is InvalidInputException or RefusedPictureException)
            {
                e.Message.ShouldNotBeNullOrWhiteSpace();
                refused++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"case {i} of {what}, seed {Seed}: {e.GetType().Name}: {e.Message}", e);
            }

            TimeSpan time = Stopwatch.GetElapsedTime(start);
            slowest = time > slowest ? time : slowest;
        }

        output.WriteLine($"{what}: {cases} cases from seed {Seed}, {cases - refused} read, {refused} refused, the slowest took {slowest.TotalMilliseconds:0} ms");
        return cases;
    }

    private static IEnumerable<byte[]> Fixtures() =>
        SharedFolder.Fixture("dicom/files") is { } files ? Directory.EnumerateFiles(files).Order(StringComparer.Ordinal).Select(File.ReadAllBytes) : [];

    private static byte[] Tiff()
    {
        (ushort Tag, ushort Type, uint Value)[] tags = [(256, 3, 4), (257, 3, 3), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 122), (277, 3, 1), (278, 3, 3), (279, 4, 12)];
        return
        [
            .. "II*\0"u8, 8, 0, 0, 0, .. BitConverter.GetBytes((ushort)tags.Length),
            .. tags.SelectMany(tag => (byte[])[.. BitConverter.GetBytes(tag.Tag), .. BitConverter.GetBytes(tag.Type), 1, 0, 0, 0, .. BitConverter.GetBytes(tag.Value)]),
            0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
        ];
    }

    private static byte[] Bmp() =>
    [
        .. "BM"u8, .. BitConverter.GetBytes(54 + 24), 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 1, 0, 24, 0, .. new byte[24], .. Enumerable.Range(0, 24).Select(i => (byte)(i * 9)),
    ];

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
