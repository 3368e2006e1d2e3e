using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;

namespace MedClip.Models;

/// <summary>The bytes of an archive's records, checked by length and CRC-32.</summary>
internal static class ZipContent
{
    private const long LeastSuspicious = 32L << 20;
    private const int MostRatio = 16;
    private const int Block = 1 << 16;

    /// <summary>Refuses records that inflate far beyond what weights do, before anything is inflated.</summary>
    public static void CheckRatio(MappedFile file, ZipRecord record)
    {
        if (record.Deflated && record.Bytes > Math.Max(LeastSuspicious, MostRatio * record.StoredBytes))
        {
            throw InvalidInputException.At(file.Path, record.Name, $"inflates from {record.StoredBytes} to {record.Bytes} bytes, which no weights do.");
        }
    }

    /// <summary>Checks length and CRC-32 of a record without keeping its content.</summary>
    /// <exception cref="InvalidInputException">It is damaged.</exception>
    public static void Verify(MappedFile file, ZipRecord record)
    {
        CheckRatio(file, record);
        var crc = new Crc32();
        if (!record.Deflated)
        {
            // In parts of at most 1 GB: a span holds no more than 2.
            for (long done = 0; done < record.Bytes;)
            {
                long part = Math.Min(record.Bytes - done, 1L << 30);
                crc.Append(file.Slice(record.Offset + done, part));
                done += part;
            }
        }
        else
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent(Block);
            try
            {
                using Stream inflated = Inflate(file, record);
                long length = 0;
                for (int count; (count = Read(file, record, inflated, buffer)) > 0;)
                {
                    crc.Append(buffer.AsSpan(0, count));
                    length += count;
                    if (length > record.Bytes)
                    {
                        throw InvalidInputException.At(file.Path, record.Name, $"inflates to more than the {record.Bytes} bytes that it declares.");
                    }
                }

                if (length != record.Bytes)
                {
                    throw InvalidInputException.At(file.Path, record.Name, $"inflates to {length} bytes, but declares {record.Bytes}.");
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

        if (crc.GetCurrentHashAsUInt32() != record.Crc)
        {
            throw InvalidInputException.At(file.Path, record.Name, "is damaged: its CRC-32 is not the archive's.", "Download the file again.");
        }
    }

    /// <summary>The content of a record that was verified, in place where it is stored.</summary>
    public static ReadOnlySpan<byte> Bytes(MappedFile file, ZipRecord record)
    {
        if (!record.Deflated)
        {
            return file.Slice(record.Offset, record.Bytes);
        }

        CheckRatio(file, record);
        byte[] content = new byte[checked((int)record.Bytes)];
        using Stream inflated = Inflate(file, record);
        for (int done = 0; done < content.Length;)
        {
            int count = Read(file, record, inflated, content.AsSpan(done));
            done += count > 0 ? count : throw InvalidInputException.At(file.Path, record.Name, "ends early.");
        }

        return content;
    }

    private static int Read(MappedFile file, ZipRecord record, Stream inflated, Span<byte> buffer)
    {
        try
        {
            return inflated.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw InvalidInputException.At(file.Path, record.Name, "is damaged: it is no deflate stream.", innerException: e);
        }
    }

    private static DeflateStream Inflate(MappedFile file, ZipRecord record) => new(new MappedStream(file, record.Offset, record.StoredBytes), CompressionMode.Decompress);

    private sealed class MappedStream(MappedFile file, long offset, long length) : Stream
    {
        private long position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            int count = (int)Math.Min(buffer.Length, length - position);
            file.Slice(offset + position, count).CopyTo(buffer);
            position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
