using System.Buffers.Binary;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// The directory of a zip archive (PKWARE APPNOTE 6.3.10), read strictly: one end record that closes the file, every header agreeing with
/// the directory, no name twice, nothing encrypted, all lengths within the file.
/// </summary>
internal sealed class ZipDirectory
{
    private const uint LocalMark = 0x04034B50;
    private const uint CentralMark = 0x02014B50;
    private const uint EndMark = 0x06054B50;
    private const uint End64Mark = 0x06064B50;
    private const uint Locator64Mark = 0x07064B50;
    private const int MaximumRecords = 200_000;
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private readonly MappedFile file;

    private ZipDirectory(MappedFile file)
    {
        this.file = file;
        (long start, long size, long count) = FindDirectory();
        Read(start, size, count);
    }

    public Dictionary<string, ZipRecord> Records { get; } = new(StringComparer.Ordinal);

    public static Dictionary<string, ZipRecord> Read(MappedFile file) => new ZipDirectory(file).Records;

    private InvalidInputException Refuse(string problem, string? remedy = null) => InvalidInputException.At(file.Path, null, problem, remedy);

    private (long Start, long Size, long Count) FindDirectory()
    {
        int tail = (int)Math.Min(file.Length, 22 + 65535);
        ReadOnlySpan<byte> bytes = file.Slice(file.Length - tail, tail);
        for (int at = tail - 22; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = bytes[at..];
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndMark || BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) != end.Length - 22)
            {
                continue;
            }

            long position = file.Length - tail + at;
            long count = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            long start = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            long closing = position;
            if (position >= 20 && BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(position - 20, 20)) == Locator64Mark)
            {
                closing = (long)BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(position - 20, 20)[8..]);
                ReadOnlySpan<byte> end64 = file.Slice(closing, 56);
                if (BinaryPrimitives.ReadUInt32LittleEndian(end64) != End64Mark)
                {
                    throw Refuse("has no zip64 end record where its locator says.");
                }

                count = (long)BinaryPrimitives.ReadUInt64LittleEndian(end64[32..]);
                size = (long)BinaryPrimitives.ReadUInt64LittleEndian(end64[40..]);
                start = (long)BinaryPrimitives.ReadUInt64LittleEndian(end64[48..]);
            }

            return start >= 0 && size >= 0 && start <= closing && size == closing - start && count is >= 0 and <= MaximumRecords
                ? (start, size, count)
                : throw Refuse($"has a zip directory of {count} records and {size} bytes at {start} that does not fit the file.");
        }

        throw Refuse("is a zip archive without its end record: the file was cut short.", "Download it again.");
    }

    private void Read(long start, long size, long count)
    {
        long at = start;
        long end = start + size;
        for (long i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = file.Slice(at, Math.Min(46, end - at));
            if (entry.Length < 46 || BinaryPrimitives.ReadUInt32LittleEndian(entry) != CentralMark)
            {
                throw Refuse($"has a zip directory that ends after {i} of {count} records.");
            }

            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
            int total = 46 + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
            if (total > end - at)
            {
                throw Refuse($"has a zip directory that ends after {i} of {count} records.");
            }

            ReadOnlySpan<byte> whole = file.Slice(at, total);
            ZipRecord record = Record(whole, whole.Slice(46, nameLength), whole.Slice(46 + nameLength, extraLength), start);
            if (!Records.TryAdd(record.Name, record))
            {
                throw Refuse($"has two records by the name '{record.Name}'.");
            }

            at += total;
        }

        if (at != end)
        {
            throw Refuse($"has {end - at} bytes after its zip directory's last record.");
        }
    }

    private ZipRecord Record(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> extra, long directoryStart)
    {
        string name = Name(rawName);
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]);
        int method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
        if ((flags & 0x2041) != 0 || method is not (0 or 8))
        {
            throw Refuse($"has the record '{name}' that is encrypted or compressed by method {method}; stored and deflated ones are read.");
        }

        long stored = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
        long bytes = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        long local = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        Widen(extra, ref bytes, ref stored, ref local);
        if (bytes < 0 || stored < 0 || local < 0 || local > directoryStart - 30)
        {
            throw Refuse($"has the record '{name}' that lies outside the file.");
        }

        ReadOnlySpan<byte> header = file.Slice(local, 30);
        int localName = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        long data = local + 30 + localName + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalMark || data > directoryStart || stored > directoryStart - data
            || !file.Slice(local + 30, localName).SequenceEqual(rawName) || BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) != method)
        {
            throw Refuse($"has the record '{name}' whose header does not agree with the directory.");
        }

        return method == 0 && stored != bytes
            ? throw Refuse($"has the stored record '{name}' of {stored} bytes that claims {bytes}.")
            : new ZipRecord(name, method == 8, BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]), data, stored, bytes);
    }

    private string Name(ReadOnlySpan<byte> raw)
    {
        try
        {
            return raw.Contains((byte)0) ? throw Refuse("has a record whose name holds a zero byte.") : Utf8.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            throw Refuse("has a record whose name is not UTF-8.");
        }
    }

    // Zip64: sizes of 0xFFFFFFFF stand in the extra field instead, in this order.
    private void Widen(ReadOnlySpan<byte> extra, ref long bytes, ref long stored, ref long local)
    {
        const long Elsewhere = uint.MaxValue;
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                throw Refuse("has a zip record whose extra field is cut short.");
            }

            if (id == 1)
            {
                ReadOnlySpan<byte> wide = extra.Slice(4, length);
                bytes = bytes == Elsewhere ? Next(ref wide) : bytes;
                stored = stored == Elsewhere ? Next(ref wide) : stored;
                local = local == Elsewhere ? Next(ref wide) : local;
            }

            extra = extra[(4 + length)..];
        }
    }

    private long Next(ref ReadOnlySpan<byte> wide)
    {
        if (wide.Length < 8)
        {
            throw Refuse("has a zip64 field that is cut short.");
        }

        long value = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[8..];
        return value;
    }
}
