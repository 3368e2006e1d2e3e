using System.Globalization;
using System.Text;

namespace MedClip.Models;

/// <summary>A file of torch.save since version 1.6: a zip archive with a pickle that describes views of storages, and one record for each storage.</summary>
internal sealed class TorchZipFile : WeightFile
{
    private const long MaximumPickleBytes = 16L << 20;
    private const int NewestVersion = 10;
    private readonly MappedFile file;
    private readonly Dictionary<string, PickleTensor> tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ZipRecord> storages = new(StringComparer.Ordinal);
    private readonly bool bigEndian;

    private TorchZipFile(MappedFile file)
        : base(file.Path, "torch zip")
    {
        this.file = file;
        Dictionary<string, ZipRecord> records = ZipDirectory.Read(file);
        string root = Root(records);
        CheckVersion(records, root);
        bigEndian = IsBigEndian(records, root);
        ZipRecord pickle = records[$"{root}data.pkl"];
        if (pickle.Bytes > MaximumPickleBytes)
        {
            throw InvalidInputException.At(Path, pickle.Name, $"is {pickle.Bytes} bytes long, more than any state dict needs.");
        }

        ZipContent.Verify(file, pickle);
        var skipped = new HashSet<string>(StringComparer.Ordinal);
        var source = new PickleSource(Path, pickle.Name);
        object? state = Unpickler.Read(source, ZipContent.Bytes(file, pickle), skipped, out int consumed);
        if (consumed != pickle.Bytes)
        {
            throw source.Refuse($"has {pickle.Bytes - consumed} bytes after its end.");
        }

        var entries = new List<WeightEntry>();
        foreach ((string name, PickleTensor tensor) in StateTree.Flatten(source, state))
        {
            Describe(records, root, tensor.Storage);
            tensors.Add(name, tensor);
            entries.Add(new WeightEntry(name, tensor.Storage.Type, tensor.Shape));
        }

        Entries = entries;
        Skipped = [.. skipped.Order(StringComparer.Ordinal)];
        VerifyAll([.. storages.Values]);
    }

    public override IReadOnlyList<WeightEntry> Entries { get; }

    public override IReadOnlyList<string> Skipped { get; }

    public static new TorchZipFile Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            return new TorchZipFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override void CopyTo(WeightEntry entry, Span<byte> destination)
    {
        PickleTensor tensor = tensors[entry.Name];
        StridedCopy.Copy(tensor, ZipContent.Bytes(file, storages[tensor.Storage.Key]), bigEndian, destination);
    }

    internal override (MappedFile File, long Offset)? Place(WeightEntry entry)
    {
        PickleTensor tensor = tensors[entry.Name];
        ZipRecord record = storages[tensor.Storage.Key];
        return record.Deflated || bigEndian || !tensor.IsContiguous ? null : (file, record.Offset + (tensor.Offset * tensor.Storage.Type.ByteSize()));
    }

    protected override void Dispose(bool disposing) => file.Dispose();

    private string Root(Dictionary<string, ZipRecord> records)
    {
        string[] pickles = [.. records.Keys.Where(name => name.EndsWith("/data.pkl", StringComparison.OrdinalIgnoreCase))];
        if (records.Keys.Any(name => name.EndsWith("/constants.pkl", StringComparison.Ordinal) || name.Contains("/code/", StringComparison.Ordinal)))
        {
            throw InvalidInputException.At(
                Path, null, "is a TorchScript archive, which holds code (OpenAI's CLIP downloads are).",
                "In Python: torch.save(torch.jit.load(FILE, map_location='cpu').state_dict(), 'clip.pt'), or take the weights from open_clip or Hugging Face.");
        }

        if (pickles.Length == 0 && records.Keys.FirstOrDefault(IsCheckpoint) is { } inner)
        {
            throw InvalidInputException.At(Path, null, $"is an archive with the checkpoint '{inner}' in it.", "Unpack it and give that file.");
        }

        return pickles.Length == 1 && pickles[0].EndsWith("/data.pkl", StringComparison.Ordinal)
            ? pickles[0][..^"data.pkl".Length]
            : throw InvalidInputException.At(Path, null, $"is a zip archive with {pickles.Length} records named data.pkl; a torch file has one.");
    }

    private static bool IsCheckpoint(string name) => System.IO.Path.GetExtension(name) is ".bin" or ".pt" or ".pth" or ".ckpt" or ".safetensors";

    private void CheckVersion(Dictionary<string, ZipRecord> records, string root)
    {
        if (SmallText(records, $"{root}version") is { } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version is >= 1 and <= NewestVersion))
        {
            throw InvalidInputException.At(Path, $"{root}version", $"says '{text}'; versions 1 to {NewestVersion} are read.");
        }
    }

    private bool IsBigEndian(Dictionary<string, ZipRecord> records, string root) => SmallText(records, $"{root}byteorder") switch
    {
        null or "little" => false,
        "big" => true,
        var other => throw InvalidInputException.At(Path, $"{root}byteorder", $"says '{other}'; it must be little or big."),
    };

    private string? SmallText(Dictionary<string, ZipRecord> records, string name)
    {
        if (!records.TryGetValue(name, out ZipRecord? record))
        {
            return null;
        }

        if (record.Bytes > 32)
        {
            throw InvalidInputException.At(Path, name, $"is {record.Bytes} bytes long, where a word is expected.");
        }

        ZipContent.Verify(file, record);
        return string.Concat(Encoding.ASCII.GetString(ZipContent.Bytes(file, record)).Trim().Select(c => char.IsControl(c) ? '?' : c));
    }

    private void Describe(Dictionary<string, ZipRecord> records, string root, PickleStorage storage)
    {
        string name = $"{root}data/{storage.Key}";
        if (!records.TryGetValue(name, out ZipRecord? record))
        {
            throw InvalidInputException.At(Path, name, "is missing, though the pickle names it.");
        }

        if (record.Bytes != storage.Whole * storage.Type.ByteSize())
        {
            throw InvalidInputException.At(Path, name, $"is {record.Bytes} bytes long, where {storage.Whole} numbers of {storage.Type} are expected.");
        }

        storages[storage.Key] = record;
    }

    // Records are independent: checking them side by side takes no longer than the memory allows.
    private void VerifyAll(ZipRecord[] records)
    {
        InvalidInputException? problem = null;
        file.Prefetch();
        Parallel.ForEach(records.OrderByDescending(record => record.Bytes), (record, loop) =>
        {
            try
            {
                ZipContent.Verify(file, record);
            }
            catch (InvalidInputException e)
            {
                problem = e;
                loop.Stop();
            }
        });
        if (problem is not null)
        {
            throw problem;
        }
    }
}
