using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Pbm;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace MedClip.Data;

/// <summary>Decoding by ImageSharp 3.1. Colour is decoded first and made grey by Pillow's luma, as on the other engine.</summary>
internal sealed class ImageSharpImaging : IImagingEngine
{
    // One frame, no profiles: what a grey film needs, and less for a hostile file to use. GIF is not among the decoders.
    private static readonly DecoderOptions Options = new()
    {
        Configuration = new Configuration(
            new PngConfigurationModule(), new JpegConfigurationModule(), new TiffConfigurationModule(), new BmpConfigurationModule(),
            new PbmConfigurationModule(), new WebpConfigurationModule()),
        MaxFrames = 1,
        SkipMetadata = true,
    };

    public string Versions => $"ImageSharp {typeof(Image).Assembly.GetName().Version}";

    public PictureInfo Probe(ReadOnlySpan<byte> file)
    {
        RefuseByFirstBytes(file);
        ImageInfo info = Try(file, bytes => Image.Identify(Options, bytes));
        PictureFormat format = info.Metadata.DecodedImageFormat switch
        {
            PngFormat => PictureFormat.Png,
            JpegFormat => PictureFormat.Jpeg,
            TiffFormat => PictureFormat.Tiff,
            BmpFormat => PictureFormat.Bmp,
            PbmFormat => PictureFormat.Pnm,
            WebpFormat => PictureFormat.WebP,
            _ => throw new RefusedPictureException("its first bytes are not those of a PNG, JPEG, TIFF, BMP, PNM or WebP picture"),
        };
        bool wideGrey = format switch
        {
            PictureFormat.Png => info.Metadata.GetPngMetadata() is { ColorType: PngColorType.Grayscale, BitDepth: PngBitDepth.Bit16 },
            PictureFormat.Pnm => info.Metadata.GetPbmMetadata() is { ColorType: PbmColorType.Grayscale, ComponentType: PbmComponentType.Short },
            PictureFormat.Tiff => info.PixelType.BitsPerPixel == 16,
            _ => false,
        };
        int bits = info.PixelType.BitsPerPixel;
        int channels = wideGrey || bits <= 8 ? 1 : bits is 24 or 48 ? 3 : bits is 32 or 64 ? 4 : 2;
        return new PictureInfo(format, info.Width, info.Height, channels, Math.Max(1, bits / channels), wideGrey ? 16 : 8);
    }

    public void DecodeGrey(ReadOnlySpan<byte> file, PictureInfo info, int denominator, Span<byte> pixels)
    {
        int width = (info.Width + denominator - 1) / denominator;
        int height = (info.Height + denominator - 1) / denominator;
        if (info.GreyDepth == 16)
        {
            using Image<L16> wide = Try(file, bytes => Image.Load<L16>(Options, bytes));
            Require(wide, width, height);
            wide.CopyPixelDataTo(pixels);
            return;
        }

        DecoderOptions options = denominator == 1
            ? Options
            : new DecoderOptions { Configuration = Options.Configuration, MaxFrames = 1, SkipMetadata = true, TargetSize = new Size(width, height) };
        using Image<Rgb24> colour = Try(file, bytes => Image.Load<Rgb24>(options, bytes));
        Require(colour, width, height);
        for (int y = 0; y < height; y++)
        {
            Span<Rgb24> row = colour.DangerousGetPixelRowMemory(y).Span;
            Span<byte> target = pixels.Slice(y * width, width);
            for (int x = 0; x < width; x++)
            {
                target[x] = (byte)(((19595u * row[x].R) + (38470u * row[x].G) + (7471u * row[x].B) + 32768u) >> 16);
            }
        }
    }

    public byte[] EncodePng(PixelImage image, int compression)
    {
        bool wide = image.BitDepth == 16;
        var encoder = new PngEncoder
        {
            ColorType = PngColorType.Grayscale,
            BitDepth = wide ? PngBitDepth.Bit16 : PngBitDepth.Bit8,
            CompressionLevel = (PngCompressionLevel)compression,
            SkipMetadata = true,
        };
        using var stream = new MemoryStream();
        if (wide)
        {
            using Image<L16> picture = Image.LoadPixelData<L16>(MemoryMarshal.Cast<ushort, L16>(image.Pixels16), image.Width, image.Height);
            picture.Save(stream, encoder);
        }
        else
        {
            using Image<L8> picture = Image.LoadPixelData<L8>(image.Pixels8, image.Width, image.Height);
            picture.Save(stream, encoder);
        }

        return stream.ToArray();
    }

    private static void RefuseByFirstBytes(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
        {
            throw new RefusedPictureException("the file is empty");
        }

        if (file.Length >= 132 && file[128..132].SequenceEqual("DICM"u8))
        {
            throw new RefusedPictureException("this is a DICOM file, not a picture file");
        }

        if (file.StartsWith("GIF8"u8))
        {
            throw new RefusedPictureException("GIF pictures are not read; convert it to PNG");
        }
    }

    private static void Require(Image image, int width, int height)
    {
        if (image.Width != width || image.Height != height)
        {
            throw new RefusedPictureException("the decoder found another size than the header claims");
        }
    }

    private delegate T Reading<T>(ReadOnlySpan<byte> bytes);

    private static T Try<T>(ReadOnlySpan<byte> file, Reading<T> read)
    {
        try
        {
            return read(file);
        }
        catch (UnknownImageFormatException)
        {
            throw new RefusedPictureException("its first bytes are not those of a PNG, JPEG, TIFF, BMP, PNM or WebP picture");
        }
        catch (Exception e) when (e is ImageFormatException or ImageProcessingException or NotSupportedException)
        {
            throw new RefusedPictureException($"the decoder refused the picture: {e.Message}");
        }
    }
}
