using System.Globalization;

namespace MedClip.Data;

/// <summary>One filling of a cache.</summary>
internal sealed class CacheBuilder
{
    private readonly string folder;
    private readonly IReadOnlyList<ImageRecord> films;
    private readonly ImagePreprocessor preprocessor;
    private readonly DecodedCacheOptions options;
    private readonly CacheSettings settings;
    private readonly ImageReader reader = new();
    private int done;

    public CacheBuilder(string folder, IReadOnlyList<ImageRecord> films, ImagePreprocessor preprocessor, DecodedCacheOptions options)
    {
        if (options.ShardSize is < 1 or > 65536 || options.Workers < 1)
        {
            throw new InvalidInputException($"A cache needs shards of 1 to 65,536 films and at least one worker, not {options.ShardSize} and {options.Workers}.");
        }

        this.folder = folder;
        this.films = films;
        this.preprocessor = preprocessor;
        this.options = options;
        settings = CacheSettings.Of(preprocessor);
    }

    public IReadOnlyList<UnreadableImage> Build(IProgress<int>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        RemoveLeftovers();
        var unreadable = new List<UnreadableImage>();
        for (int start = 0; start < films.Count; start += options.ShardSize)
        {
            ImageRecord[] part = [.. films.Skip(start).Take(options.ShardSize)];
            string path = Path.Combine(folder, (start / options.ShardSize).ToString("D6", CultureInfo.InvariantCulture) + ".films");
            if (!IsCurrent(path, part))
            {
                WriteShard(path, part, unreadable, progress, cancellation);
            }

            done = start + part.Length;
            progress?.Report(done);
        }

        RemoveShardsBeyond((films.Count - 1) / options.ShardSize);
        return unreadable;
    }

    private bool IsCurrent(string path, ImageRecord[] part)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using CacheShard? shard = CacheShard.TryOpen(path, settings);
        if (shard is null || shard.Count != part.Length)
        {
            return false;
        }

        for (int i = 0; i < part.Length; i++)
        {
            // A film that could not be read is tried again.
            if (shard[i].Key != CacheSettings.Key(part[i].Path) || shard[i].Stamp != CacheSettings.Stamp(part[i].Path) || shard[i].Width == 0)
            {
                return false;
            }
        }

        return true;
    }

    private void WriteShard(string path, ImageRecord[] part, List<UnreadableImage> unreadable, IProgress<int>? progress, CancellationToken cancellation)
    {
        var decoded = new (ulong Key, ulong Stamp, PixelImage? Film)[part.Length];
        var problems = new string?[part.Length];
        int before = done;
        int here = 0;
        Parallel.For(0, part.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellation }, i =>
        {
            ulong stamp = CacheSettings.Stamp(part[i].Path);
            try
            {
                decoded[i] = (CacheSettings.Key(part[i].Path), stamp, reader.ReadWorkingFilm(part[i].Path, preprocessor));
            }
            catch (InvalidInputException e)
            {
                decoded[i] = (CacheSettings.Key(part[i].Path), stamp, null);
                problems[i] = e.Message;
            }

            progress?.Report(before + Interlocked.Increment(ref here));
        });
        unreadable.AddRange(part.Zip(problems).Where(pair => pair.Second is not null).Select(pair => new UnreadableImage(pair.First.Name, pair.Second!)));
        try
        {
            CacheShard.Write(path, settings, decoded);
        }
        catch (IOException e)
        {
            throw InvalidInputException.At(path, null, $"the cache cannot be written: {e.Message}", "Shards that are complete stay; make room and run it again.", e);
        }
    }

    // What a killed writer left aside. A writer that is alive holds its file open for itself alone, so it is left in peace.
    private void RemoveLeftovers()
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.films.*.tmp"))
        {
            try
            {
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                File.Delete(file);
            }
            catch (IOException)
            {
            }
        }
    }

    // Of a larger table that stood here before.
    private void RemoveShardsBeyond(int last)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.films"))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.None, CultureInfo.InvariantCulture, out int place) && place > last)
            {
                File.Delete(file);
            }
        }
    }
}
