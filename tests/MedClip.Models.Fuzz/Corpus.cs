using System.Buffers.Binary;

namespace MedClip.Models.Fuzz;

/// <summary>The files that are damaged: those of a folder, and small ones of our own making in every format.</summary>
internal sealed class Corpus
{
    private const long LargestFile = 1 << 20;
    private static readonly byte[] Magic = [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, (byte)'.'];

    private static readonly SafetensorsContent[] Tensors =
    [
        SafetensorsContent.Float32("a.weight", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 }), SafetensorsContent.Float32("a.bias", [2], new float[2]),
        SafetensorsContent.Float32("logit_scale", [], new float[] { 2.7f }), SafetensorsContent.Float32("deep.er.still", [1, 2, 1, 2], new float[4]),
        SafetensorsContent.Float32("empty", [0, 5], Array.Empty<float>()),
    ];

    private Corpus(List<byte[]> files, List<(string Name, byte[] Content)[]> archives) => (Files, Archives) = (files, archives);

    /// <summary>Whole files.</summary>
    public List<byte[]> Files { get; }

    /// <summary>The records of torch's zip files: damaged and packed again, they pass the checks of the archive and reach the unpickler.</summary>
    public List<(string Name, byte[] Content)[]> Archives { get; }

    /// <summary>Small shards and their index.</summary>
    public IReadOnlyDictionary<string, byte[]> Shards { get; } = MakeShards();

    public static Corpus Read(string? folder, string scratch)
    {
        string torch = Path.Combine(scratch, "own.bin");
        TorchFile.Write(torch, Tensors);
        List<byte[]> files = [File.ReadAllBytes(torch), Safetensors(Tensors), Legacy()];
        if (folder is not null)
        {
            files.AddRange(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length <= LargestFile).Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        }

        string path = Path.Combine(scratch, "archive.bin");
        var archives = new List<(string, byte[])[]>();
        foreach (byte[] file in files.Where(file => file.AsSpan().StartsWith("PK"u8)))
        {
            File.WriteAllBytes(path, file);
            try
            {
                using var mapped = new MappedFile(path);
                (string, byte[])[] records = [.. ZipDirectory.Read(mapped).Values.Select(record => (record.Name, ZipContent.Bytes(mapped, record).ToArray()))];
                if (records.Length > 0)
                {
                    archives.Add(records);
                }
            }
            catch (InvalidInputException)
            {
                // A hostile archive; damaged as a file all the same.
            }
        }

        File.Delete(path);
        File.Delete(torch);
        return new Corpus(files, archives);
    }

    /// <summary>An archive of records, all checksums right.</summary>
    public static byte[] Pack(IEnumerable<(string Name, byte[] Content)> records)
    {
        using var stream = new MemoryStream();
        var archive = new TorchZipWriter(stream);
        foreach ((string name, byte[] content) in records)
        {
            archive.Add(name, content.Length, target => target.Write(content));
        }

        archive.Close();
        return stream.ToArray();
    }

    private static byte[] Safetensors(IReadOnlyList<SafetensorsContent> tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, new Dictionary<string, string> { ["format"] = "pt" });
        return stream.ToArray();
    }

    // Magic number, protocol, system, object, keys; then each storage's count and numbers.
    private static byte[] Legacy()
    {
        using var stream = new MemoryStream();
        stream.Write(Magic);
        stream.Write([0x80, 2, (byte)'M', 0xE9, 3, (byte)'.']);
        stream.Write([0x80, 2, (byte)'}', (byte)'X', 13, 0, 0, 0, .. "little_endian"u8, 0x88, (byte)'s', (byte)'.']);
        stream.Write(StateDictPickle.Write(Tensors));
        stream.Write([0x80, 2, (byte)']', (byte)'(', .. Enumerable.Range(0, Tensors.Length).SelectMany(i => (byte[])[(byte)'X', 1, 0, 0, 0, (byte)('0' + i)]), (byte)'e', (byte)'.']);
        Span<byte> count = stackalloc byte[8];
        foreach (SafetensorsContent tensor in Tensors)
        {
            BinaryPrimitives.WriteInt64LittleEndian(count, tensor.ByteLength / 4);
            stream.Write(count);
            tensor.Write(stream);
        }

        return stream.ToArray();
    }

    private static Dictionary<string, byte[]> MakeShards() => new()
    {
        ["model.safetensors.index.json"] = """{"metadata": {"total_size": 44}, "weight_map": {"a.weight": "model-1.safetensors", "a.bias": "model-1.safetensors", "logit_scale": "model-2.safetensors"}}"""u8.ToArray(),
        ["model-1.safetensors"] = Safetensors(Tensors[..2]),
        ["model-2.safetensors"] = Safetensors(Tensors[2..3]),
    };
}
