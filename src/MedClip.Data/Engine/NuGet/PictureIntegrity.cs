using System.Buffers.Binary;
using System.IO.Compression;

namespace MedClip.Data;

/// <summary>
/// What ImageSharp passes over in silence and the other engine refuses: a JPEG or PNG whose pixels end early, JPEG of 12 bits or without
/// loss, TIFF of floating-point numbers and BigTIFF. Damage within a JPEG's scan stays unseen here.
/// </summary>
internal static class PictureIntegrity
{
    private const int IhdrEnd = 33;

    // First column and row, and steps, of Adam7's passes (PNG, section 8.2).
    private static readonly (int X, int Y, int Dx, int Dy)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <exception cref="RefusedPictureException">By the header alone, in time proportional to it.</exception>
    public static void CheckHeader(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("II+\0"u8) || file.StartsWith("MM\0+"u8))
        {
            throw new RefusedPictureException("BigTIFF pictures are not read; convert it to PNG");
        }

        if (file.StartsWith("\0\0\0\x0cjP  "u8) || file.StartsWith((ReadOnlySpan<byte>)[0xff, 0x4f, 0xff, 0x51]))
        {
            throw new RefusedPictureException("JPEG 2000 pictures are not read; convert it to PNG");
        }

        if ((file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)) && HasFloats(file, file[0] == (byte)'I'))
        {
            throw new RefusedPictureException("TIFF with floating-point pixels is not read; convert it to 8 or 16 bits");
        }
    }

    /// <exception cref="RefusedPictureException">The pixels are not all there.</exception>
    public static void CheckPixels(ReadOnlySpan<byte> file, PictureInfo info)
    {
        if (info.Format == PictureFormat.Jpeg)
        {
            CheckJpeg(file);
        }
        else if (info.Format == PictureFormat.Png)
        {
            CheckPng(file, info.Width, info.Height);
        }
    }

    // Marker by marker (ITU-T T.81, annex B), to the end-of-image marker.
    private static void CheckJpeg(ReadOnlySpan<byte> file)
    {
        int at = 2;
        while (true)
        {
            while (at < file.Length && file[at] != 0xff)
            {
                at++;
            }

            while (at < file.Length && file[at] == 0xff)
            {
                at++;
            }

            if (at >= file.Length)
            {
                throw new RefusedPictureException("the JPEG ends before its last row");
            }

            byte marker = file[at++];
            if (marker == 0xd9)
            {
                return;
            }

            if (marker is 0 or 1 or (>= 0xd0 and <= 0xd8))
            {
                continue;   // a stuffed byte or a restart within a scan
            }

            ReadOnlySpan<byte> segment = file[at..];
            int length = segment.Length < 3 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(segment);
            if (length < 2 || length > segment.Length)
            {
                throw new RefusedPictureException("the JPEG ends within its header");
            }

            bool isFrame = marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc);
            if (isFrame && (marker > 0xc2 || segment[2] != 8))
            {
                throw new RefusedPictureException("JPEG of another kind than baseline and progressive of 8 bits is not read; convert it to PNG");
            }

            at += length;
        }
    }

    private static void CheckPng(ReadOnlySpan<byte> file, int width, int height)
    {
        if (file.Length < IhdrEnd)
        {
            throw new RefusedPictureException("the PNG ends within its header");
        }

        int bits = file[24] * (file[25] switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 });
        long needed = file[28] == 0 ? Rows(width, height, bits) : Passes.Sum(pass => Rows((width - pass.X + pass.Dx - 1) / pass.Dx, (height - pass.Y + pass.Dy - 1) / pass.Dy, bits));
        using var compressed = new MemoryStream();
        for (long at = 8; at + 8 <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[(int)at..]);
            ReadOnlySpan<byte> content = file[(int)(at + 8)..];
            if (length < 0)
            {
                break;
            }

            if (file.Slice((int)at + 4, 4).SequenceEqual("IDAT"u8))
            {
                compressed.Write(content[..Math.Min(length, content.Length)]);
            }

            at += 12L + length;
        }

        compressed.Position = 0;
        using var rows = new ZLibStream(compressed, CompressionMode.Decompress);
        byte[] buffer = new byte[16384];
        try
        {
            for (int read = 1; needed > 0 && read > 0; needed -= read)
            {
                read = rows.Read(buffer);
            }
        }
        catch (InvalidDataException)
        {
            throw new RefusedPictureException("the PNG's pixels are damaged");
        }

        if (needed > 0)
        {
            throw new RefusedPictureException("the PNG ends before its last row");
        }
    }

    private static long Rows(int width, int height, int bits) => width <= 0 || height <= 0 ? 0 : height * (1 + (((long)width * bits) + 7) / 8);

    // Tag 339, SampleFormat, of the first directory is 3 (TIFF 6.0, section 19).
    private static bool HasFloats(ReadOnlySpan<byte> file, bool little)
    {
        if (file.Length < 8)
        {
            return false;
        }

        uint directory = little ? BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) : BinaryPrimitives.ReadUInt32BigEndian(file[4..]);
        if (directory + 2L > file.Length)
        {
            return false;
        }

        int entries = Number(file, (int)directory, little);
        for (int i = 0; i < entries; i++)
        {
            long entry = directory + 2 + (12L * i);
            if (entry + 12 > file.Length)
            {
                return false;
            }

            // One value stands in the entry; several stand elsewhere, of which the first tells.
            if (Number(file, (int)entry, little) == 339)
            {
                uint count = little ? BinaryPrimitives.ReadUInt32LittleEndian(file[(int)(entry + 4)..]) : BinaryPrimitives.ReadUInt32BigEndian(file[(int)(entry + 4)..]);
                uint place = little ? BinaryPrimitives.ReadUInt32LittleEndian(file[(int)(entry + 8)..]) : BinaryPrimitives.ReadUInt32BigEndian(file[(int)(entry + 8)..]);
                long value = count <= 2 ? entry + 8 : place;
                return value + 2 <= file.Length && Number(file, (int)value, little) == 3;
            }
        }

        return false;
    }

    private static ushort Number(ReadOnlySpan<byte> file, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(file[at..]) : BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
}
