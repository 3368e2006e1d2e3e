using System.Text;

namespace MedClip.Benchmarks.Macro;

/// <summary>A plain 16-bit DICOM file.</summary>
internal static class DicomFile
{
    public static byte[] Write(int width, int height, byte[] pixels) =>
    [
        .. new byte[128], .. "DICM"u8, .. Text(2, 0x10, "UI", "1.2.840.10008.1.2.1\0"), .. Number(0x28, 2, 1), .. Text(0x28, 4, "CS", "MONOCHROME2 "), .. Number(0x28, 0x10, height),
        .. Number(0x28, 0x11, width), .. Number(0x28, 0x100, 16), .. Number(0x28, 0x101, 16), .. Number(0x28, 0x102, 15), .. Number(0x28, 0x103, 0),
        .. Tag(0x7fe0, 0x10), .. "OW\0\0"u8, .. BitConverter.GetBytes(pixels.Length), .. pixels,
    ];

    private static byte[] Number(int group, int element, int value) => [.. Tag(group, element), .. "US"u8, 2, 0, .. BitConverter.GetBytes((ushort)value)];

    private static byte[] Text(int group, int element, string vr, string value) =>
        [.. Tag(group, element), .. Encoding.ASCII.GetBytes(vr), .. BitConverter.GetBytes((ushort)value.Length), .. Encoding.ASCII.GetBytes(value)];

    private static byte[] Tag(int group, int element) => [.. BitConverter.GetBytes((ushort)group), .. BitConverter.GetBytes((ushort)element)];
}
