using System.Buffers.Binary;
using System.Text;

namespace MedClip.Models.Tests;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void What_is_written_reads_back_with_shape_type_and_metadata()
    {
        string path = folder.File("a.safetensors");
        SafetensorsWriter.Write(
            path,
            [
                SafetensorsContent.Float32("weight", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 }),
                new SafetensorsContent("count", TensorElementType.Int64, [], stream => stream.Write(BitConverter.GetBytes(7L))),
                SafetensorsContent.Float32("empty \"ü\"", [0, 4], ReadOnlyMemory<float>.Empty),
            ],
            new Dictionary<string, string> { ["format"] = "pt" });

        using SafetensorsFile file = SafetensorsFile.Open(path);
        file.Entries.Select(e => e.Name).ShouldBe(["weight", "count", "empty \"ü\""]);
        file["weight"].Shape.ShouldBe([2, 3]);
        file.Read<float>("weight").ShouldBe([1, 2, 3, 4, 5, 6]);
        file.Read<long>("count").ShouldBe([7]);
        file["count"].Shape.ShouldBeEmpty();
        file.Read<float>("empty \"ü\"").ShouldBeEmpty();
        file.Metadata["format"].ShouldBe("pt");
        (file.Entries[0].Offset % 8).ShouldBe(0);
    }

    [Fact]
    public void Reading_as_another_size_or_an_unknown_name_says_so()
    {
        string path = folder.File("a.safetensors");
        SafetensorsWriter.Write(path, [SafetensorsContent.Float32("w", [1], new float[] { 1 })]);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Should.Throw<InvalidInputException>(() => file.Read<double>("w")).Message.ShouldContain("F32");
        Should.Throw<InvalidInputException>(() => file["v"]).Message.ShouldContain("'v'");
        file.Contains("w").ShouldBeTrue();
        file.Contains("v").ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "'a'", "twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'b'", "shares bytes")]
    [InlineData("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "'b'", "hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "4 bytes", "follow")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""", "'a'", "within the 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "'a'", "needs 12 bytes")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", "'a'", "F31")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904],"data_offsets":[0,8]}}""", "'a'", "larger than any file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "'a'", "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}""", "'a'", "whole numbers")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,8]}}""", "'a'", "no shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},}""", "header", "JSON")]
    [InlineData("""["a"]""", "header", "object")]
    public void A_wrong_header_is_refused_naming_the_tensor(string header, string place, string cause)
    {
        string path = Raw(header, new byte[8]);
        string message = Should.Throw<InvalidInputException>(() => SafetensorsFile.Open(path)).Message;
        message.ShouldContain(path);
        message.ShouldContain(place);
        message.ShouldContain(cause);
    }

    [Fact]
    public void A_header_length_beyond_the_file_is_refused_before_anything_is_allocated()
    {
        string path = folder.File("huge.safetensors");
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ulong.MaxValue);
        File.WriteAllBytes(path, bytes);
        Should.Throw<InvalidInputException>(() => SafetensorsFile.Open(path)).Message.ShouldContain("18446744073709551615");
        Should.Throw<InvalidInputException>(() => SafetensorsFile.Open(folder.File("none"))).Message.ShouldContain("no such file");
    }

    [Fact]
    public void Any_header_byte_changed_is_read_or_refused_but_never_crashes()
    {
        string path = Raw("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", new byte[8]);
        byte[] good = File.ReadAllBytes(path);
        var random = new SplitMix64(1);
        for (int i = 0; i < 500; i++)
        {
            byte[] bad = (byte[])good.Clone();
            bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bad);
            try
            {
                using SafetensorsFile file = SafetensorsFile.Open(path);
                file.Entries.Sum(e => e.ByteLength).ShouldBe(8);
            }
            catch (InvalidInputException e)
            {
                e.Message.ShouldContain(path);
            }
        }
    }

    [Fact]
    public void A_tensor_that_writes_too_little_leaves_no_file()
    {
        string path = folder.File("short.safetensors");
        var content = new SafetensorsContent("a", TensorElementType.Float32, [2], stream => stream.Write(new byte[4]));
        Should.Throw<InvalidOperationException>(() => SafetensorsWriter.Write(path, [content])).Message.ShouldContain("'a'");
        Directory.GetFiles(folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_name_twice_cannot_be_written() =>
        Should.Throw<ArgumentException>(() => SafetensorsWriter.Write(
            folder.File("twice.safetensors"), [SafetensorsContent.Float32("a", [1], new float[1]), SafetensorsContent.Float32("a", [1], new float[1])]));

    public void Dispose() => folder.Dispose();

    private string Raw(string header, byte[] data)
    {
        string path = folder.File("raw.safetensors");
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] bytes = [.. BitConverter.GetBytes((long)json.Length), .. json, .. data];
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
