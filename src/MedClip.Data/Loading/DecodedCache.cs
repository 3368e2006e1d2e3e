using System.IO.MemoryMappedFiles;

namespace MedClip.Data;

/// <summary>
/// Films decoded and scaled down once, on disk: bytes of at most <see cref="ImagePreprocessor.WorkingSide"/> pixels a side in memory-mapped files with
/// checksums. Written shard by shard, each aside and then renamed, so that a killed writer loses one shard at most and two writers do not disturb each
/// other; what is damaged or of a changed film is decoded anew. Thread-safe.
/// </summary>
public sealed class DecodedCache : IDisposable
{
    private readonly Dictionary<ulong, (CacheShard Shard, int Slot)> films;
    private readonly List<CacheShard> shards;

    private DecodedCache(CacheSettings settings, List<CacheShard> shards, int damaged)
    {
        Settings = settings;
        this.shards = shards;
        DamagedShards = damaged;
        films = new Dictionary<ulong, (CacheShard, int)>(shards.Sum(shard => shard.Count));
        foreach (CacheShard shard in shards)
        {
            for (int slot = 0; slot < shard.Count; slot++)
            {
                if (shard[slot].Width > 0)
                {
                    films[shard[slot].Key] = (shard, slot);
                }
            }
        }
    }

    /// <summary>Films in the cache.</summary>
    public int Count => films.Count;

    /// <summary>Shards that were passed over because they are damaged or of other settings.</summary>
    public int DamagedShards { get; }

    internal CacheSettings Settings { get; }

    /// <summary>Opens a cache for reading.</summary>
    /// <param name="folder">The folder that <see cref="Build"/> filled.</param>
    /// <param name="preprocessor">What the films are for; its path and size must be those of the cache.</param>
    /// <exception cref="InvalidInputException">There is no such folder, or no shard in it fits.</exception>
    public static DecodedCache Open(string folder, ImagePreprocessor preprocessor)
    {
        ArgumentNullException.ThrowIfNull(preprocessor);
        if (!Directory.Exists(folder))
        {
            throw InvalidInputException.At(folder, null, "there is no such folder; make the cache with: medclip cache TABLE --output DIR");
        }

        var settings = CacheSettings.Of(preprocessor);
        var shards = new List<CacheShard>();
        int damaged = 0;
        foreach (string file in Directory.EnumerateFiles(folder, "*.films").Order(StringComparer.Ordinal))
        {
            if (CacheShard.TryOpen(file, settings) is { } shard)
            {
                shards.Add(shard);
            }
            else
            {
                damaged++;
            }
        }

        return shards.Count > 0 ? new DecodedCache(settings, shards, damaged)
            : throw InvalidInputException.At(folder, null, $"no shard of the cache can be used: {damaged} are damaged or made for another preprocessing.", "Make it again with: medclip cache TABLE --output DIR");
    }

    /// <summary>Decodes what is missing in a cache.</summary>
    /// <param name="folder">The folder; made when missing.</param>
    /// <param name="films">The films.</param>
    /// <param name="preprocessor">What the films are for.</param>
    /// <param name="options">Threads and size of shards; the defaults when null.</param>
    /// <param name="progress">Told the number of films that are done.</param>
    /// <param name="cancellation">Ends the work; finished shards stay.</param>
    /// <returns>The films that could not be read.</returns>
    public static IReadOnlyList<UnreadableImage> Build(
        string folder, IReadOnlyList<ImageRecord> films, ImagePreprocessor preprocessor, DecodedCacheOptions? options = null, IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(films);
        return new CacheBuilder(folder, films, preprocessor, options ?? new DecodedCacheOptions()).Build(progress, cancellation);
    }

    /// <summary>A film's bytes, or null when they are not in the cache, the film has changed since, or its bytes do not fit their checksum.</summary>
    /// <param name="path">The film's file.</param>
    public PixelImage? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return films.TryGetValue(CacheSettings.Key(path), out (CacheShard Shard, int Slot) place) && place.Shard[place.Slot].Stamp == CacheSettings.Stamp(path)
            ? place.Shard.Read(place.Slot) : null;
    }

    internal void RequireFit(ImagePreprocessor preprocessor)
    {
        if (CacheSettings.Of(preprocessor) != Settings)
        {
            throw new InvalidInputException($"The cache was made for {Settings}, the films are read for {CacheSettings.Of(preprocessor)}. Make a cache for this preprocessing.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => shards.ForEach(shard => shard.Dispose());
}

/// <summary>How a cache is made.</summary>
public sealed record DecodedCacheOptions
{
    /// <summary>Films in a shard, 1…65,536; 1,024 by default. A killed writer loses the work of one.</summary>
    public int ShardSize { get; init; } = 1024;

    /// <summary>Films decoded at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
