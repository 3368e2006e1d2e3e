using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MedClip.Data;

/// <summary>A file of a cache: header, entries, pixels. Read through a memory map.</summary>
internal sealed unsafe class CacheShard : IDisposable
{
    private const ulong Magic = 0x31304346434d; // "MCFC01"
    private const int MaxCount = 1 << 16;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor view;
    private readonly CacheEntry[] entries;
    private readonly byte* start;

    private CacheShard(MemoryMappedFile file, MemoryMappedViewAccessor view, byte* start, CacheEntry[] entries)
    {
        this.file = file;
        this.view = view;
        this.start = start;
        this.entries = entries;
    }

    public int Count => entries.Length;

    public CacheEntry this[int slot] => entries[slot];

    /// <summary>Null when the file is no shard, is damaged in its index, is cut short, or was made with other settings.</summary>
    public static CacheShard? TryOpen(string path, CacheSettings settings)
    {
        long length = new FileInfo(path).Length;
        if (length < sizeof(Header))
        {
            return null;
        }

        MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        Header header = *(Header*)start;
        if (header.Magic == Magic && header.Settings == settings.Code && header.Length == length && header.Count is >= 0 and <= MaxCount &&
            sizeof(Header) + ((long)header.Count * sizeof(CacheEntry)) <= length)
        {
            var index = new ReadOnlySpan<byte>(start + sizeof(Header), header.Count * sizeof(CacheEntry));
            CacheEntry[] entries = MemoryMarshal.Cast<byte, CacheEntry>(index).ToArray();
            if (Checksum(index) == header.IndexChecksum && entries.All(entry => Fits(entry, length)))
            {
                return new CacheShard(file, view, start, entries);
            }
        }

        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
        return null;
    }

    public static void Write(string path, CacheSettings settings, IReadOnlyList<(ulong Key, ulong Stamp, PixelImage? Film)> films) => AtomicFile.Write(path, stream =>
    {
        var entries = new CacheEntry[films.Count];
        long offset = sizeof(Header) + ((long)films.Count * sizeof(CacheEntry));
        for (int i = 0; i < entries.Length; i++)
        {
            PixelImage? film = films[i].Film;
            entries[i] = film is null ? new CacheEntry(films[i].Key, films[i].Stamp, 0, 0, 0, 0, 0)
                : new CacheEntry(films[i].Key, films[i].Stamp, offset, film.Width, film.Height, Checksum(film.Pixels8), 0);
            offset += film?.Bytes.Length ?? 0;
        }

        ReadOnlySpan<byte> index = MemoryMarshal.AsBytes(entries.AsSpan());
        var header = new Header(Magic, settings.Code, offset, entries.Length, Checksum(index));
        stream.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<Header>(in header)));
        stream.Write(index);
        foreach ((_, _, PixelImage? film) in films)
        {
            stream.Write(film is null ? [] : film.Bytes);
        }
    });

    public PixelImage? Read(int slot)
    {
        CacheEntry entry = entries[slot];
        byte[] pixels = new ReadOnlySpan<byte>(start + entry.Offset, entry.Width * entry.Height).ToArray();
        return Checksum(pixels) == entry.Checksum ? new PixelImage(entry.Width, entry.Height, 8, pixels) : null;
    }

    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }

    private static bool Fits(CacheEntry entry, long length) =>
        entry.Width is >= 0 and <= 4096 && entry.Height is >= 0 and <= 4096 && entry.Offset >= 0 && entry.Offset + ((long)entry.Width * entry.Height) <= length;

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        foreach (byte rest in bytes[(bytes.Length / 8 * 8)..])
        {
            sum = BitOperations.Crc32C(sum, rest);
        }

        return ~sum;
    }

    private readonly record struct Header(ulong Magic, ulong Settings, long Length, int Count, uint IndexChecksum);
}
