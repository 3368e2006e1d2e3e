using System.Runtime.InteropServices;

namespace MedClip.Data;

/// <summary>The functions of <c>native/medclip_imaging</c>.</summary>
internal sealed unsafe class NativeImaging : IImagingEngine
{
    private const int AbiVersion = 1;
    private const int Refused = 1;

    private readonly delegate* unmanaged[Cdecl]<byte*> lastError;
    private readonly delegate* unmanaged[Cdecl]<byte*> versions;
    private readonly delegate* unmanaged[Cdecl]<byte*, long, Info*, int> probe;
    private readonly delegate* unmanaged[Cdecl]<byte*, long, Info*, int, byte*, long, int> decodeGrey;
    private readonly delegate* unmanaged[Cdecl]<byte*, int, int, int, int, byte**, long*, int> encodePng;
    private readonly delegate* unmanaged[Cdecl]<byte*, void> free;

    public NativeImaging(nint library)
    {
        var abiVersion = (delegate* unmanaged[Cdecl]<int>)Export(library, "mci_abi_version");
        if (abiVersion() is var found && found != AbiVersion)
        {
            throw new NativeLibraryException(
                $"The native imaging library speaks version {found} of its interface, this assembly version {AbiVersion}. Build both from one source: ./build.sh build.");
        }

        lastError = (delegate* unmanaged[Cdecl]<byte*>)Export(library, "mci_last_error");
        versions = (delegate* unmanaged[Cdecl]<byte*>)Export(library, "mci_versions");
        probe = (delegate* unmanaged[Cdecl]<byte*, long, Info*, int>)Export(library, "mci_probe");
        decodeGrey = (delegate* unmanaged[Cdecl]<byte*, long, Info*, int, byte*, long, int>)Export(library, "mci_decode_grey");
        encodePng = (delegate* unmanaged[Cdecl]<byte*, int, int, int, int, byte**, long*, int>)Export(library, "mci_encode_png");
        free = (delegate* unmanaged[Cdecl]<byte*, void>)Export(library, "mci_free");
    }

    public string Versions => Marshal.PtrToStringUTF8((nint)versions())!;

    public PictureInfo Probe(ReadOnlySpan<byte> file)
    {
        Info info;
        byte none = 0;
        fixed (byte* data = file)
        {
            Check(probe(data is null ? &none : data, file.Length, &info));
        }

        return new PictureInfo((PictureFormat)info.Format, info.Width, info.Height, info.Channels, info.BitDepth, info.GreyDepth);
    }

    public void DecodeGrey(ReadOnlySpan<byte> file, PictureInfo info, int denominator, Span<byte> pixels)
    {
        var expected = new Info((int)info.Format, info.Width, info.Height, info.Channels, info.BitDepth, info.GreyDepth);
        fixed (byte* data = file)
        fixed (byte* target = pixels)
        {
            Check(decodeGrey(data, file.Length, &expected, denominator, target, pixels.Length));
        }
    }

    public byte[] EncodePng(PixelImage image, int compression)
    {
        byte* encoded = null;
        long length;
        fixed (byte* pixels = image.Bytes)
        {
            Check(encodePng(pixels, image.Width, image.Height, image.BitDepth, compression, &encoded, &length));
        }

        try
        {
            return new ReadOnlySpan<byte>(encoded, checked((int)length)).ToArray();
        }
        finally
        {
            free(encoded);
        }
    }

    private static nint Export(nint library, string name) =>
        NativeLibrary.TryGetExport(library, name, out nint address)
            ? address
            : throw new NativeLibraryException($"The native imaging library lacks the function {name}. Build it again: ./build.sh build.");

    private void Check(int status)
    {
        if (status == 0)
        {
            return;
        }

        string text = Marshal.PtrToStringUTF8((nint)lastError())!;
        throw status == Refused ? new RefusedPictureException(text) : new NativeLibraryException($"The native imaging library failed: {text}");
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Info(int Format, int Width, int Height, int Channels, int BitDepth, int GreyDepth);
}
