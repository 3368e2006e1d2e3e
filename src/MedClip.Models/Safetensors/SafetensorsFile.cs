using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MedClip.Models;

/// <summary>
/// An open safetensors file: memory-mapped, its header checked whole before any tensor can be reached. Reading is thread-safe until
/// it is disposed; spans must not outlive it. The file must not be shortened by another process meanwhile.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly Dictionary<string, SafetensorsEntry> byName;
    private bool disposed;

    private SafetensorsFile(string path, MappedFile file, List<SafetensorsEntry> entries, Dictionary<string, string> metadata)
    {
        Path = path;
        Mapped = file;
        Entries = entries;
        Metadata = metadata;
        byName = entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The path it was opened by.</summary>
    public string Path { get; }

    internal MappedFile Mapped { get; }

    /// <summary>The tensors in the header's order.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The header's <c>__metadata__</c>; empty when it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header against its size.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <exception cref="InvalidInputException">The file is missing or not a valid safetensors file; the message names file, key and cause.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw InvalidInputException.At(path, null, "there is no such file.");
        }

        long length = new FileInfo(path).Length;
        if (length < 8)
        {
            throw InvalidInputException.At(path, null, $"is {length} bytes long; a safetensors file begins with an 8-byte header length.");
        }

        var file = new MappedFile(path);
        try
        {
            ulong header = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, 8));
            if (header > (ulong)SafetensorsHeader.MaximumBytes || header > (ulong)(length - 8))
            {
                throw InvalidInputException.At(
                    path, null, $"claims a header of {header} bytes, but has {length - 8} left (the format allows {SafetensorsHeader.MaximumBytes}); it is no safetensors file or cut short.");
            }

            long start = 8 + (long)header;
            (List<SafetensorsEntry> entries, Dictionary<string, string> metadata) =
                SafetensorsHeader.Parse(path, file.Slice(8, (int)header), start, length - start);
            return new SafetensorsFile(path, file, entries, metadata);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file has a tensor of this name.</summary>
    /// <param name="name">The key.</param>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>The tensor of this name.</summary>
    /// <param name="name">The key.</param>
    /// <exception cref="InvalidInputException">The file has no such tensor.</exception>
    public SafetensorsEntry this[string name] => byName.TryGetValue(name, out SafetensorsEntry? entry)
        ? entry
        : throw InvalidInputException.At(Path, $"tensor '{name}'", "the file has no such tensor.");

    /// <summary>The bytes of a tensor, in place.</summary>
    /// <param name="entry">An entry of this file of at most 2 GB.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor is larger than a span can hold.</exception>
    public ReadOnlySpan<byte> Bytes(SafetensorsEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entry.ByteLength, int.MaxValue, nameof(entry));
        ObjectDisposedException.ThrowIf(disposed, this);
        return Mapped.Slice(entry.Offset, entry.ByteLength);
    }

    /// <summary>Some of the bytes of a tensor, in place: for tensors that are larger than a span.</summary>
    /// <param name="entry">An entry of this file.</param>
    /// <param name="start">The first byte, counted from the tensor's start.</param>
    /// <param name="length">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bytes lie outside the tensor.</exception>
    public ReadOnlySpan<byte> Bytes(SafetensorsEntry entry, long start, int length)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, entry.ByteLength - length);
        ObjectDisposedException.ThrowIf(disposed, this);
        return Mapped.Slice(entry.Offset + start, length);
    }

    /// <summary>A copy of a tensor as numbers; the tensor may lie at any offset.</summary>
    /// <typeparam name="T">The .NET type of the tensor's element type, e.g. float for F32.</typeparam>
    /// <param name="name">The key.</param>
    /// <exception cref="InvalidInputException">There is no such tensor, or its elements have another size.</exception>
    public T[] Read<T>(string name)
        where T : unmanaged
    {
        SafetensorsEntry entry = this[name];
        if (Marshal.SizeOf<T>() != entry.Type.ByteSize())
        {
            throw InvalidInputException.At(Path, $"tensor '{name}'", $"holds {entry.Type.SafetensorsName()}, not {typeof(T).Name}.");
        }

        var values = new T[entry.Count];
        Bytes(entry).CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            Mapped.Dispose();
        }
    }
}
