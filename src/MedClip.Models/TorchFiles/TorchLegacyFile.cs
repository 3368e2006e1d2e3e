using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace MedClip.Models;

/// <summary>
/// A file of torch.save before version 1.6: five pickles (magic number, protocol, system, object, keys of the storages), then for each key the
/// number of its elements and the elements.
/// </summary>
internal sealed class TorchLegacyFile : WeightFile
{
    private const int MaximumPickleBytes = 16 << 20;
    private const int Protocol = 1001;
    private static readonly BigInteger Magic = BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    private readonly MappedFile file;
    private readonly Dictionary<string, PickleTensor> tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> starts = new(StringComparer.Ordinal);
    private readonly HashSet<string> skipped = new(StringComparer.Ordinal);
    private readonly bool bigEndian;
    private long position;

    private TorchLegacyFile(MappedFile file)
        : base(file.Path, "torch legacy")
    {
        this.file = file;
        object? magic = Next("magic number");
        if (magic is not BigInteger number || number != Magic)
        {
            throw InvalidInputException.At(
                Path, null, "is a pickle, but not one of torch.save.", "In Python, save the weights with torch.save(model.state_dict(), FILE).");
        }

        if (Next("protocol") is not (long and Protocol))
        {
            throw InvalidInputException.At(Path, "protocol", $"is not {Protocol}, the only one that torch wrote.");
        }

        bigEndian = IsBigEndian(Next("system"));
        object? state = Next("object");
        object? keys = Next("keys of the storages");
        List<(string Name, PickleTensor Tensor)> found = StateTree.Flatten(new PickleSource(Path, "object"), state);
        Place(keys, found);
        tensors = found.ToDictionary(pair => pair.Name, pair => pair.Tensor, StringComparer.Ordinal);
        Entries = [.. found.Select(pair => new WeightEntry(pair.Name, pair.Tensor.Storage.Type, pair.Tensor.Shape))];
    }

    public override IReadOnlyList<WeightEntry> Entries { get; }

    public override IReadOnlyList<string> Skipped => [.. skipped.Order(StringComparer.Ordinal)];

    public static new TorchLegacyFile Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            return new TorchLegacyFile(file);
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
        int size = tensor.Storage.Type.ByteSize();
        ReadOnlySpan<byte> storage = file.Slice(starts[tensor.Storage.Key] + (tensor.Storage.First * size), tensor.Storage.Count * size);
        StridedCopy.Copy(tensor, storage, bigEndian, destination);
    }

    internal override (MappedFile File, long Offset)? Place(WeightEntry entry)
    {
        PickleTensor tensor = tensors[entry.Name];
        long offset = starts[tensor.Storage.Key] + ((tensor.Storage.First + tensor.Offset) * tensor.Storage.Type.ByteSize());
        return bigEndian || !tensor.IsContiguous ? null : (file, offset);
    }

    protected override void Dispose(bool disposing) => file.Dispose();

    private object? Next(string part)
    {
        int length = (int)Math.Min(file.Length - position, MaximumPickleBytes);
        object? value = Unpickler.Read(new PickleSource(Path, part), file.Slice(position, length), skipped, out int consumed);
        position += consumed;
        return value;
    }

    private bool IsBigEndian(object? system)
    {
        foreach ((object? key, object? value) in (system as PickleDict)?.Pairs ?? throw InvalidInputException.At(Path, "system", "is no dictionary."))
        {
            if (key is "little_endian")
            {
                return value is bool little ? !little : throw InvalidInputException.At(Path, "system", "does not say the order of bytes.");
            }
        }

        throw InvalidInputException.At(Path, "system", "does not say the order of bytes.");
    }

    private void Place(object? keys, List<(string Name, PickleTensor Tensor)> found)
    {
        var described = new Dictionary<string, PickleStorage>(StringComparer.Ordinal);
        foreach ((_, PickleTensor tensor) in found)
        {
            PickleStorage storage = tensor.Storage;
            if (!described.TryAdd(storage.Key, storage) && (described[storage.Key].Type != storage.Type || described[storage.Key].Whole != storage.Whole))
            {
                throw InvalidInputException.At(Path, "object", $"describes the storage '{storage.Key}' in two ways.");
            }
        }

        foreach (object? item in (keys as PickleList)?.Items ?? throw InvalidInputException.At(Path, "keys of the storages", "are no list."))
        {
            if (item is not string key || !described.TryGetValue(key, out PickleStorage? storage) || starts.ContainsKey(key))
            {
                throw InvalidInputException.At(Path, "keys of the storages", $"name '{item}', which is described by no tensor or comes twice.");
            }

            long count = BinaryPrimitives.ReadInt64LittleEndian(file.Slice(position, 8));
            count = bigEndian ? BinaryPrimitives.ReverseEndianness(count) : count;
            if (count != storage.Whole || count > (file.Length - position - 8) / storage.Type.ByteSize())
            {
                throw InvalidInputException.At(
                    Path, $"storage '{key}'", $"has {count} elements, where {storage.Whole} are described and {file.Length - position - 8} bytes are left.");
            }

            starts.Add(key, position + 8);
            position += 8 + (count * storage.Type.ByteSize());
        }

        if (starts.Count != described.Count)
        {
            throw InvalidInputException.At(Path, "keys of the storages", $"lack '{described.Keys.First(key => !starts.ContainsKey(key))}': its numbers are not in the file.");
        }

        if (position != file.Length)
        {
            throw InvalidInputException.At(Path, null, $"has {file.Length - position} bytes after its last storage.");
        }
    }
}
