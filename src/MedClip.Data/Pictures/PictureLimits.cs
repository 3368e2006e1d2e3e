namespace MedClip.Data;

/// <summary>What a picture may claim before memory is set aside for it. Files from strangers lie.</summary>
public sealed record PictureLimits
{
    /// <summary>The most pixels; 178,956,970 by default, which is Pillow's own limit.</summary>
    public long MaxPixels { get; init; } = 178_956_970;

    /// <summary>The largest file in bytes; 512 MiB by default.</summary>
    public long MaxFileBytes { get; init; } = 512L << 20;

    /// <summary>The largest ratio of the longer to the shorter side; 2,000 by default.</summary>
    public double MaxAspectRatio { get; init; } = 2000;

    internal void Check(string name, PictureInfo info)
    {
        long pixels = (long)info.Width * info.Height;
        if (pixels > MaxPixels)
        {
            throw InvalidInputException.At(name, null, $"the picture claims {info.Width} x {info.Height} pixels; at most {MaxPixels} are read.");
        }

        double ratio = Math.Max(info.Width, info.Height) / (double)Math.Min(info.Width, info.Height);
        if (ratio > MaxAspectRatio)
        {
            throw InvalidInputException.At(name, null, $"the picture of {info.Width} x {info.Height} pixels is longer than {MaxAspectRatio} times its width.");
        }
    }
}
