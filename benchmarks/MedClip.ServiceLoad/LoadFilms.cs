using System.Buffers.Binary;
using System.IO.Compression;
using MedClip.Data;

namespace MedClip.ServiceLoad;

/// <summary>Good and broken films as bytes.</summary>
internal sealed class LoadFilms
{
    private readonly byte[][] good;
    private readonly byte[][] broken;

    public LoadFilms(ulong seed, int films = 16)
    {
        string folder = Directory.CreateTempSubdirectory("medclip-load-").FullName;
        try
        {
            good = [.. Enumerable.Range(0, films).Select(i => Png(folder, new SeedSequence(seed).At(i).ToRandom(), 256 + (64 * (i % 5))))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        byte[] film = good[0];
        byte[] flipped = [.. film];
        flipped[film.Length / 2] ^= 0x55;
        broken =
        [
            film[..(film.Length / 2)], flipped, film[..40], "no picture at all"u8.ToArray(), Claiming(60_000, 60_000), Claiming(2_000_000_000, 1), Claiming(0, 0),
            [.. new byte[128], .. "DICM"u8, 0xFF, 0xFF, 0xFF], [0xFF, 0xD8, 0xFF, 0xE0, 0, 16], "<?xml version='1.0'?><svg/>"u8.ToArray(),
        ];
    }

    public int BrokenKinds => broken.Length;

    public byte[] Good(int index) => good[index % good.Length];

    public byte[] Broken(int index) => broken[index % broken.Length];

    /// <summary>A PNG of a few bytes whose header claims a picture of any size.</summary>
    public static byte[] Claiming(uint width, uint height)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        using var zeros = new MemoryStream();
        using (var zlib = new ZLibStream(zeros, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[1 << 20]);
        }

        return [0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, zeros.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        byte[] body = [.. name, .. data];
        byte[] chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), Crc(body));
        return chunk;
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static byte[] Png(string folder, SplitMix64 random, int side)
    {
        string path = Path.Combine(folder, $"{side}-{random.Next(1_000_000)}.png");
        byte[] pixels = new byte[side * side];
        (double x, double y) = (random.NextDouble(0.3, 0.7) * side, random.NextDouble(0.3, 0.7) * side);
        for (int i = 0; i < pixels.Length; i++)
        {
            double distance = Math.Sqrt(Math.Pow((i % side) - x, 2) + Math.Pow((i / side) - y, 2)) / side;
            pixels[i] = (byte)Math.Clamp(40 + (200 * Math.Abs(Math.Cos(6 * distance))) + random.Next(12), 0, 255);
        }

        PngWriter.Write(path, new PixelImage(side, side, 8, pixels));
        return File.ReadAllBytes(path);
    }
}
