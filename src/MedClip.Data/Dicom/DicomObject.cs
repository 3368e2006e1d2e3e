using System.Runtime.InteropServices;

namespace MedClip.Data;

/// <summary>What an engine reads out of a DICOM file: raw tags, tables, and the stored codes of one frame.</summary>
internal sealed class DicomObject
{
    public required string TransferSyntax { get; init; }

    public required bool HasMetaHeader { get; init; }

    /// <summary>Values by tag number, as UTF-16, without trailing padding.</summary>
    public required SortedDictionary<uint, string> Raw { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public ushort[]? ModalityLut { get; init; }

    public required IReadOnlyList<ushort[]> VoiLuts { get; init; }

    public ushort[]?[] Palette { get; init; } = new ushort[3][];

    public int Width { get; init; }

    public int Height { get; init; }

    public int Samples { get; init; }

    public int SampleBytes { get; init; }

    /// <summary>Samples interleaved, bits outside the stored ones clear.</summary>
    public byte[] Pixels { get; init; } = [];

    /// <summary>The tags that the caller may see; set once identifiers have been dealt with.</summary>
    public DicomTags Tags { get; set; } = null!;

    /// <summary>How often each code stands in a grey frame.</summary>
    public int[] Histogram(int codes)
    {
        var counts = new int[codes];
        if (SampleBytes == 1)
        {
            foreach (byte code in Pixels)
            {
                counts[code]++;
            }
        }
        else
        {
            foreach (ushort code in MemoryMarshal.Cast<byte, ushort>(Pixels))
            {
                counts[code]++;
            }
        }

        return counts;
    }

    /// <summary>Each code of a grey frame by its level; levels beyond 255 only into 16 bits.</summary>
    public byte[] Map(ushort[] levels, int bits)
    {
        var target = new byte[Width * Height * (bits / 8)];
        Span<ushort> wide = bits == 16 ? MemoryMarshal.Cast<byte, ushort>(target.AsSpan()) : [];
        ReadOnlySpan<ushort> codes = SampleBytes == 2 ? MemoryMarshal.Cast<byte, ushort>(Pixels) : [];
        for (int i = 0; i < Width * Height; i++)
        {
            ushort level = levels[SampleBytes == 1 ? Pixels[i] : codes[i]];
            if (bits == 8)
            {
                target[i] = (byte)level;
            }
            else
            {
                wide[i] = level;
            }
        }

        return target;
    }

    public int Code(int sample) => SampleBytes == 1 ? Pixels[sample] : MemoryMarshal.Cast<byte, ushort>(Pixels)[sample];
}
