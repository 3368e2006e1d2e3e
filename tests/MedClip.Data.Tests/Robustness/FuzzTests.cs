using System.Text;
using Xunit.Abstractions;

namespace MedClip.Data;

/// <summary>Damaged pictures and tables.</summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private const int Pictures = 12_000;
    private const int Tables = 4_000;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Damaged_pictures_are_read_or_refused()
    {
        var reader = new ImageReader(DamagedFiles.Limits);
        byte[][] files =
        [
            PngWriter.Encode(SampleFilms.Gradient(23, 17)), PngWriter.Encode(SampleFilms.Wide(9, 11, i => (ushort)(i * 600))), Convert.FromBase64String(SampleFilms.GreyJpeg),
            Convert.FromBase64String(SampleFilms.ColourJpeg), Tiff(), Bmp(), "P5 7 5 255\n"u8.ToArray().Concat(new byte[35]).ToArray(),
        ];
        DamagedFiles.Read(output, "pictures", files, Pictures, file => reader.Decode("film", file));
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
        DamagedFiles.Read(output, "tables", files, Tables, file =>
        {
            File.WriteAllBytes(path, file);
            ImageTable.Load(path, null, new ImageTableOptions { MissingFiles = MissingFiles.DoNotCheck, DuplicatePaths = DuplicatePaths.KeepFirst });
        });
    }

    public void Dispose() => folder.Dispose();

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
}
