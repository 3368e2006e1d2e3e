using System.Runtime.InteropServices;
using System.Text;

namespace MedClip.Data;

/// <summary>The records that pass between caller and worker; see <c>native/medclip_dicom/src/protocol.h</c>.</summary>
internal static class DicomWorkerProtocol
{
    public const uint RequestMagic = 0x5144434d;
    public const uint ResponseMagic = 0x5244434d;
    public const uint Version = 1;
    public const uint Ok = 0;
    public const uint Refused = 1;
    public const int MaxText = 1000;

    private const int MaxRecordBytes = 4 << 20;

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Request(
        uint Magic, uint Version, uint WantsPixels, int Frame, ulong InputLength, ulong MaxPixels, uint Seconds, uint Reserved);

    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Response(
        uint Magic, uint Status, ulong RecordsOffset, ulong RecordsLength, ulong PixelsOffset, ulong PixelsLength, uint Width, uint Height,
        uint Samples, uint SampleBytes, uint TextLength, uint Microseconds);

    /// <summary>Whether a response's numbers fit each other; a worker that was taken over by a file might say anything.</summary>
    public static bool IsSound(Response response, DicomRequest request) =>
        response.Magic == ResponseMagic && response.TextLength <= MaxText && response.RecordsLength <= MaxRecordBytes &&
        (response.Status != Ok || !request.Pixels ||
            (response.Width is >= 1 and <= 65535 && response.Height is >= 1 and <= 65535 && response.Samples is 1 or 3 && response.SampleBytes is 1 or 2 &&
             (long)response.Width * response.Height <= request.MaxPixels &&
             response.PixelsLength == (ulong)response.Width * response.Height * response.Samples * response.SampleBytes && response.PixelsLength <= int.MaxValue));

    /// <summary>Reads the records; null when they are not what they should be.</summary>
    public static DicomObject? Parse(ReadOnlySpan<byte> records, Response response, byte[] pixels)
    {
        string syntax = "";
        bool header = false;
        var tags = new SortedDictionary<uint, string>();
        var warnings = new List<string>();
        ushort[]? modality = null;
        var voi = new List<ushort[]>();
        var palette = new ushort[]?[3];
        while (records.Length >= 12)
        {
            uint kind = MemoryMarshal.Read<uint>(records);
            uint key = MemoryMarshal.Read<uint>(records[4..]);
            uint length = MemoryMarshal.Read<uint>(records[8..]);
            records = records[12..];
            if (length > records.Length)
            {
                return null;
            }

            ReadOnlySpan<byte> data = records[..(int)length];
            records = records[(int)length..];
            switch (kind)
            {
                case 1: tags[key] = Text(data); break;
                case 2: modality = Words(data); break;
                case 3: voi.Add(Words(data)); break;
                case 4 when key < 3: palette[key] = Words(data); break;
                case 5: warnings.Add(Text(data)); break;
                case 6: (syntax, header) = (Text(data), key != 0); break;
            }
        }

        bool tables = (modality is null or { Length: > 4 }) && voi.All(table => table.Length > 4) && palette.All(table => table is null or { Length: > 4 });
        return !tables ? null : new DicomObject
        {
            TransferSyntax = syntax, HasMetaHeader = header, Raw = tags, Warnings = warnings, ModalityLut = modality, VoiLuts = voi, Palette = palette,
            Width = (int)response.Width, Height = (int)response.Height, Samples = (int)response.Samples, SampleBytes = (int)response.SampleBytes, Pixels = pixels,
        };
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).TrimEnd(' ', '\0');

    private static ushort[] Words(ReadOnlySpan<byte> bytes) => MemoryMarshal.Cast<byte, ushort>(bytes).ToArray();
}
