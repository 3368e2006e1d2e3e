using System.Text;

namespace MedClip.Data;

/// <summary>Writes small DICOM files, right and wrong ones: explicit VR, little endian.</summary>
internal sealed class DicomBuilder
{
    private readonly SortedDictionary<uint, byte[]> elements = [];
    private readonly string syntax;

    public DicomBuilder(int width, int height, int bits, string syntax = "1.2.840.10008.1.2.1", string photometric = "MONOCHROME2")
    {
        this.syntax = syntax;
        Text(0x00080060, "CS", "DX").Number(0x00280002, 1).Text(0x00280004, "CS", photometric).Number(0x00280010, height).Number(0x00280011, width)
            .Number(0x00280100, bits <= 8 ? 8 : 16).Number(0x00280101, bits).Number(0x00280102, bits - 1).Number(0x00280103, 0);
    }

    public DicomBuilder Text(uint tag, string vr, string value) => Element(tag, vr, Encoding.UTF8.GetBytes(value.Length % 2 == 0 ? value : value + (vr == "UI" ? '\0' : ' ')));

    public DicomBuilder Number(uint tag, int value) => Element(tag, "US", BitConverter.GetBytes((ushort)value));

    public DicomBuilder Window(string centre, string width) => Text(0x00281050, "DS", centre).Text(0x00281051, "DS", width);

    public DicomBuilder Pixels8(params byte[] pixels) => Element(0x7FE00010, "OW", pixels.Length % 2 == 0 ? pixels : [.. pixels, 0]);

    public DicomBuilder Pixels16(params ushort[] pixels) => Element(0x7FE00010, "OW", [.. pixels.SelectMany(BitConverter.GetBytes)]);

    /// <summary>A VOI LUT sequence with one item, or none; with or without its delimiters.</summary>
    public DicomBuilder VoiLut(ushort[]? data, int claimed = 0, int bits = 16, bool delimited = true)
    {
        byte[] item = data is null ? [] :
        [
            .. Tag(0xFFFEE000), .. BitConverter.GetBytes(uint.MaxValue),
            .. Encode(0x00283002, "US", [.. BitConverter.GetBytes((ushort)claimed), .. BitConverter.GetBytes((ushort)0), .. BitConverter.GetBytes((ushort)bits)]),
            .. Encode(0x00283006, "US", [.. data.SelectMany(BitConverter.GetBytes)]),
            .. delimited ? [.. Tag(0xFFFEE00D), 0, 0, 0, 0] : Array.Empty<byte>(),
        ];
        elements[0x00283010] = [.. Tag(0x00283010), (byte)'S', (byte)'Q', 0, 0, .. BitConverter.GetBytes(uint.MaxValue), .. item, .. delimited ? [.. Tag(0xFFFEE0DD), 0, 0, 0, 0] : Array.Empty<byte>()];
        return this;
    }

    /// <summary>Compressed pixels in one fragment.</summary>
    public DicomBuilder Encapsulated(byte[] stream)
    {
        byte[] even = stream.Length % 2 == 0 ? stream : [.. stream, 0];
        elements[0x7FE00010] =
        [
            .. Tag(0x7FE00010), (byte)'O', (byte)'B', 0, 0, .. BitConverter.GetBytes(uint.MaxValue), .. Tag(0xFFFEE000), 0, 0, 0, 0,
            .. Tag(0xFFFEE000), .. BitConverter.GetBytes(even.Length), .. even, .. Tag(0xFFFEE0DD), 0, 0, 0, 0,
        ];
        return this;
    }

    public DicomBuilder Element(uint tag, string vr, byte[] value)
    {
        elements[tag] = Encode(tag, vr, value);
        return this;
    }

    public byte[] Build(bool preamble = true)
    {
        byte[] data = [.. elements.Values.SelectMany(bytes => bytes)];
        if (!preamble)
        {
            return data;
        }

        byte[] syntaxElement = Encode(0x00020010, "UI", Encoding.ASCII.GetBytes(syntax.Length % 2 == 0 ? syntax : syntax + '\0'));
        return [.. new byte[128], .. "DICM"u8, .. Encode(0x00020000, "UL", BitConverter.GetBytes(syntaxElement.Length)), .. syntaxElement, .. data];
    }

    private static byte[] Encode(uint tag, string vr, byte[] value)
    {
        byte[] length = vr is "OB" or "OW" or "SQ" or "UN" ? [0, 0, .. BitConverter.GetBytes(value.Length)] : BitConverter.GetBytes((ushort)value.Length);
        return [.. Tag(tag), (byte)vr[0], (byte)vr[1], .. length, .. value];
    }

    private static byte[] Tag(uint tag) => [.. BitConverter.GetBytes((ushort)(tag >> 16)), .. BitConverter.GetBytes((ushort)tag)];
}
