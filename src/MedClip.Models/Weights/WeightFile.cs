using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>
/// The tensors of a checkpoint as people have them: safetensors (one file or shards with an index), torch's zip and legacy files, or a Hugging
/// Face folder. Files are memory-mapped and checked whole before a tensor can be reached; nothing in them is ever executed or constructed but
/// tensors and plain values. Reading is thread-safe until it is disposed.
/// </summary>
public abstract class WeightFile : IDisposable
{
    private Dictionary<string, WeightEntry>? byName;

    private protected WeightFile(string path, string format)
    {
        Path = path;
        Format = format;
    }

    /// <summary>The path it was opened by.</summary>
    public string Path { get; }

    /// <summary>The format in words, e.g. "torch zip".</summary>
    public string Format { get; }

    /// <summary>The tensors in the file's order; names distinct.</summary>
    public abstract IReadOnlyList<WeightEntry> Entries { get; }

    /// <summary>Texts that the file carries beside its tensors; empty when it has none.</summary>
    public virtual IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    /// <summary>The files that were opened, in order.</summary>
    public virtual IReadOnlyList<string> Files => [Path];

    /// <summary>Objects that were passed over without being constructed, by class, e.g. <c>argparse.Namespace</c>.</summary>
    public virtual IReadOnlyList<string> Skipped { get; } = [];

    /// <summary>Opens a file or a Hugging Face folder, whatever its format; the first bytes decide, not the name.</summary>
    /// <param name="path">A file, or a folder with <c>model.safetensors</c>, <c>pytorch_model.bin</c> or an index of shards.</param>
    /// <exception cref="InvalidInputException">There is no such file, or it is damaged, hostile or of an unknown format; the message names file and cause.</exception>
    public static WeightFile Open(string path) => WeightFormats.Open(path);

    /// <summary>Whether there is a tensor of this name.</summary>
    /// <param name="name">The key.</param>
    public bool Contains(string name) => ByName.ContainsKey(name);

    /// <summary>The tensor of this name.</summary>
    /// <param name="name">The key.</param>
    /// <exception cref="InvalidInputException">There is no such tensor.</exception>
    public WeightEntry this[string name] => ByName.TryGetValue(name, out WeightEntry? entry)
        ? entry
        : throw InvalidInputException.At(Path, $"tensor '{name}'", "the file has no such tensor.");

    private Dictionary<string, WeightEntry> ByName => byName ??= Entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);

    /// <summary>Writes a tensor out, row-major and little-endian.</summary>
    /// <param name="entry">One of this file's entries, of at most 2 GB.</param>
    /// <param name="destination">Receives exactly its bytes.</param>
    /// <exception cref="InvalidInputException">Its bytes are damaged.</exception>
    public abstract void CopyTo(WeightEntry entry, Span<byte> destination);

    /// <summary>Where a tensor lies row by row in a mapped file; null where it must be copied (deflated, strided, other order of bytes).</summary>
    internal virtual (MappedFile File, long Offset)? Place(WeightEntry entry) => null;

    /// <summary>Copies a tensor out.</summary>
    /// <param name="entry">One of this file's entries.</param>
    /// <returns>A tensor on the CPU, owned by the caller.</returns>
    /// <exception cref="InvalidInputException">libtorch has no such element type, or the bytes are damaged.</exception>
    public Tensor Read(WeightEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (TensorScalarTypes.ToScalarType(entry.Type) is not { } type)
        {
            throw InvalidInputException.At(Path, $"tensor '{entry.Name}'", $"holds {entry.Type.SafetensorsName()}, which libtorch does not compute with.");
        }

        Tensor tensor = empty([.. entry.Shape], dtype: type);
        if (entry.ByteLength > 0)
        {
            CopyTo(entry, tensor.bytes);
        }

        return tensor;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the mapped files.</summary>
    /// <param name="disposing">Always true: nothing here needs a finalizer.</param>
    protected abstract void Dispose(bool disposing);
}
