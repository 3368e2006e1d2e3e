using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace MedClip.Models;

/// <summary>
/// A zip archive as torch writes it (PKWARE APPNOTE 6.3.10): records stored, their data at multiples of 64 bytes, zip64 fields where sizes or
/// places need them. The same records give the same bytes.
/// </summary>
internal sealed class TorchZipWriter(Stream stream)
{
    private const int Alignment = 64;
    private const ushort PaddingField = 0x4246;                                // "FB", torch's own
    private const uint Wide = uint.MaxValue;
    private readonly List<(byte[] Name, uint Crc, long Length, long Place)> records = [];
    private long position;

    /// <summary>Adds a record.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="length">Bytes of its content.</param>
    /// <param name="write">Writes the content; called twice.</param>
    /// <exception cref="InvalidOperationException">It wrote another number of bytes.</exception>
    public void Add(string name, long length, Action<Stream> write)
    {
        var counted = new ChecksumStream(null);
        write(counted);
        if (counted.Count != length)
        {
            throw new InvalidOperationException($"The record '{name}' wrote {counted.Count} bytes, {length} were announced.");
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        records.Add((utf8, counted.Crc, length, position));
        byte[] wide = length >= Wide ? Zip64(length, length) : [];
        int padding = (int)((Alignment - ((position + 30 + utf8.Length + wide.Length + 4) % Alignment)) % Alignment);
        byte[] extra = [.. wide, .. Field(PaddingField, Enumerable.Repeat((byte)'Z', padding).ToArray())];
        Put(
            [
                .. U32(0x04034B50), .. Common(counted.Crc, length), .. U16(utf8.Length), .. U16(extra.Length), .. utf8, .. extra,
            ]);
        write(new ChecksumStream(stream));
        position += length;
    }

    /// <summary>Writes the directory.</summary>
    public void Close()
    {
        long start = position;
        foreach ((byte[] name, uint crc, long length, long place) in records)
        {
            List<long> moved = [];
            if (length >= Wide)
            {
                moved.AddRange([length, length]);
            }

            if (place >= Wide)
            {
                moved.Add(place);
            }

            byte[] extra = moved.Count == 0 ? [] : Zip64([.. moved]);
            Put(
                [
                    .. U32(0x02014B50), .. U16(45), .. Common(crc, length), .. U16(name.Length), .. U16(extra.Length), .. U16(0), .. U16(0), .. U16(0), .. U32(0),
                    .. U32(Math.Min(place, Wide)), .. name, .. extra,
                ]);
        }

        long size = position - start;
        if (start >= Wide || records.Count >= ushort.MaxValue)
        {
            long end = position;
            Put(
                [
                    .. U32(0x06064B50), .. U64(44), .. U16(45), .. U16(45), .. U32(0), .. U32(0), .. U64(records.Count), .. U64(records.Count), .. U64(size), .. U64(start),
                    .. U32(0x07064B50), .. U32(0), .. U64(end), .. U32(1),
                ]);
        }

        int count = Math.Min(records.Count, ushort.MaxValue);
        Put([.. U32(0x06054B50), .. U16(0), .. U16(0), .. U16(count), .. U16(count), .. U32(Math.Min(size, Wide)), .. U32(Math.Min(start, Wide)), .. U16(0)]);
    }

    // Version needed, UTF-8 names, stored, 1 January 1980, CRC-32, sizes.
    private static byte[] Common(uint crc, long length) =>
        [.. U16(length >= Wide ? 45 : 20), .. U16(0x0800), .. U16(0), .. U16(0), .. U16(0x21), .. U32(crc), .. U32(Math.Min(length, Wide)), .. U32(Math.Min(length, Wide))];

    private static byte[] Zip64(params long[] numbers) => Field(1, [.. numbers.SelectMany(U64)]);

    private static byte[] Field(ushort id, byte[] content) => [.. U16(id), .. U16(content.Length), .. content];

    private static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] U32(long value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        return bytes;
    }

    private static byte[] U64(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private void Put(byte[] bytes)
    {
        stream.Write(bytes);
        position += bytes.Length;
    }

    /// <summary>Counts and checks what is written, and passes it on if there is somewhere.</summary>
    private sealed class ChecksumStream(Stream? inner) : Stream
    {
        private readonly Crc32 crc = new();

        public long Count { get; private set; }

        public uint Crc => crc.GetCurrentHashAsUInt32();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => Count;

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Count += buffer.Length;
            if (inner is null)
            {
                crc.Append(buffer);
            }
            else
            {
                inner.Write(buffer);
            }
        }

        public override void Flush() => inner?.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
