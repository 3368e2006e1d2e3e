namespace MedClip.Data;

/// <summary>How films are loaded.</summary>
public sealed record ImageLoaderOptions
{
    /// <summary>Batches that are made ready ahead of use, 1…64; 2 by default.</summary>
    public int Prefetch { get; init; } = 2;

    /// <summary>Films that are decoded at a time, 1…64; by default half of the cores, so that training keeps the others.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);

    /// <summary>Bytes of decoded small films that are kept, so that later epochs cost a warp only; 1 GiB by default (for augmented and for plain films each), 0 keeps none.</summary>
    public long CacheBytes { get; init; } = 1L << 30;

    /// <summary>Films decoded beforehand (<see cref="DecodedCache"/>), for augmented loading; null by default.</summary>
    public DecodedCache? DecodedCache { get; init; }

    /// <summary>What to do with a film that cannot be read; <see cref="UnreadableImages.Refuse"/> by default.</summary>
    public UnreadableImages Unreadable { get; init; } = UnreadableImages.Refuse;

    /// <summary>What pictures may claim.</summary>
    public PictureLimits Limits { get; init; } = new();

    /// <summary>Checks the values.</summary>
    /// <exception cref="InvalidInputException">One is out of its range.</exception>
    public void Validate()
    {
        if (Prefetch is < 1 or > 64 || Workers is < 1 or > 64 || CacheBytes < 0)
        {
            throw new InvalidInputException(
                $"The loader needs Prefetch and Workers of 1 to 64 and CacheBytes of at least 0, not {Prefetch}, {Workers} and {CacheBytes}.");
        }
    }
}
