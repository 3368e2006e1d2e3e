using System.Runtime.InteropServices;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Advanced;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Pbm;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace MedClip.Data;

/// <summary>Decoding by ImageSharp 2.1, the last line under the Apache licence alone. Colour is decoded first and made grey by Pillow's luma, as on the other engine.</summary>
internal sealed class ImageSharpImaging : IImagingEngine
{
    // Profiles and other metadata are passed over: less for a hostile file to use. GIF is not among the decoders.
    private static readonly Configuration Formats = Configure();

    public string Versions => $"ImageSharp {typeof(Image).Assembly.GetName().Version}";

    public PictureInfo Probe(ReadOnlySpan<byte> file)
    {
        RefuseByFirstBytes(file);
        (IImageInfo info, IImageFormat found) = Identify(file);
        if (info.Width < 0 || info.Height < 0)
        {
            throw new RefusedPictureException("the header claims a side of more than 2^31 pixels");
        }

        PictureFormat format = found switch
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
        bool withAlpha = format == PictureFormat.Png && info.Metadata.GetPngMetadata() is { ColorType: PngColorType.GrayscaleWithAlpha };
        int channels = wideGrey || bits <= 8 ? 1 : withAlpha || bits == 16 ? 2 : bits is 24 or 48 ? 3 : 4;
        return new PictureInfo(format, info.Width, info.Height, channels, Math.Max(1, bits / channels), wideGrey ? 16 : 8);
    }

    public void DecodeGrey(ReadOnlySpan<byte> file, PictureInfo info, int denominator, Span<byte> pixels)
    {
        PictureIntegrity.CheckPixels(file, info);
        int width = (info.Width + denominator - 1) / denominator;
        int height = (info.Height + denominator - 1) / denominator;
        if (info.GreyDepth == 16)
        {
            using Image<L16> wide = Try(file, bytes => Image.Load<L16>(Formats, bytes));
            Require(wide, width, height);
            wide.CopyPixelDataTo(pixels);
            return;
        }

        if (info.BitDepth == 16)
        {
            using Image<Rgb48> deep = Try(file, bytes => Image.Load<Rgb48>(Formats, bytes));
            Require(deep, width, height);
            for (int y = 0; y < height; y++)
            {
                Span<Rgb48> row = deep.DangerousGetPixelRowMemory(y).Span;
                Span<byte> target = pixels.Slice(y * width, width);
                for (int x = 0; x < width; x++)
                {
                    target[x] = Luma((uint)row[x].R >> 8, (uint)row[x].G >> 8, (uint)row[x].B >> 8);   // the upper byte, as Pillow takes it
                }
            }

            return;
        }

        using Image<Rgb24> colour = Try(file, bytes => Image.Load<Rgb24>(Formats, bytes));
        Require(colour, info.Width, info.Height);
        if (denominator > 1)
        {
            colour.Mutate(Formats, picture => picture.Resize(width, height, KnownResamplers.Box)); // ImageSharp 2 scales no coefficients
        }

        for (int y = 0; y < height; y++)
        {
            Span<Rgb24> row = colour.DangerousGetPixelRowMemory(y).Span;
            Span<byte> target = pixels.Slice(y * width, width);
            for (int x = 0; x < width; x++)
            {
                target[x] = Luma(row[x].R, row[x].G, row[x].B);
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
            IgnoreMetadata = true,
        };
        using var stream = new MemoryStream();
        if (wide)
        {
            using Image<L16> picture = Image.LoadPixelData(MemoryMarshal.Cast<ushort, L16>(image.Pixels16), image.Width, image.Height);
            picture.Save(stream, encoder);
        }
        else
        {
            using Image<L8> picture = Image.LoadPixelData<L8>(image.Pixels8, image.Width, image.Height);
            picture.Save(stream, encoder);
        }

        return stream.ToArray();
    }

    // Pillow's weights of ITU-R BT.601, in 16 bits after the point.
    private static byte Luma(uint red, uint green, uint blue) => (byte)(((19595u * red) + (38470u * green) + (7471u * blue) + 32768u) >> 16);

    private static Configuration Configure()
    {
        var formats = new Configuration(
            new PngConfigurationModule(), new JpegConfigurationModule(), new TiffConfigurationModule(), new BmpConfigurationModule(),
            new PbmConfigurationModule(), new WebpConfigurationModule());
        formats.ImageFormatsManager.SetDecoder(PngFormat.Instance, new PngDecoder { IgnoreMetadata = true });
        formats.ImageFormatsManager.SetDecoder(JpegFormat.Instance, new JpegDecoder { IgnoreMetadata = true });
        formats.ImageFormatsManager.SetDecoder(TiffFormat.Instance, new TiffDecoder { IgnoreMetadata = true, DecodingMode = FrameDecodingMode.First });
        formats.ImageFormatsManager.SetDecoder(WebpFormat.Instance, new WebpDecoder { IgnoreMetadata = true });
        return formats;
    }

    private static unsafe (IImageInfo Info, IImageFormat Format) Identify(ReadOnlySpan<byte> file) => Try(file, bytes =>
    {
        fixed (byte* start = bytes)
        {
            using var stream = new UnmanagedMemoryStream(start, bytes.Length);
            IImageInfo? info = Image.Identify(Formats, stream, out IImageFormat format);
            return info is null ? throw new UnknownImageFormatException("") : (info, format);
        }
    });

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

        PictureIntegrity.CheckHeader(file);
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
        catch (Exception e) when (e is not OutOfMemoryException) // damaged files end in all kinds of errors of the decoders
        {
            throw new RefusedPictureException($"the decoder refused the picture: {e.Message}");
        }
    }
}
