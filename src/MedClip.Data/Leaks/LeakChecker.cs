using System.Security.Cryptography;

namespace MedClip.Data;

/// <summary>How films are compared.</summary>
public sealed record LeakOptions
{
    /// <summary>Whether patients and studies are compared; not between sets that number their patients apart.</summary>
    public bool Identities { get; init; } = true;

    /// <summary>Whether films are read: equal files and near-duplicates.</summary>
    public bool Pixels { get; init; } = true;

    /// <summary>The most of 256 bits in which near-duplicates differ, 0…31; 8 by default.</summary>
    public int Distance { get; init; } = 8;

    /// <summary>Films read at a time.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}

/// <summary>Finds what stands on two sides: in two tables, or in two splits of one.</summary>
public static class LeakChecker
{
    /// <summary>Compares tables.</summary>
    /// <param name="tables">One table with splits, or several.</param>
    /// <param name="options">What is compared.</param>
    /// <param name="progress">Told the number of films read.</param>
    /// <param name="cancellation">Ends the check.</param>
    /// <exception cref="InvalidInputException">There is one side only.</exception>
    public static LeakReport Check(IReadOnlyList<ImageTable> tables, LeakOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(options);
        Film[] films = [.. tables.SelectMany((table, place) => table.Select(record => new Film(record, Side(tables, place, table, record))))];
        if (films.Select(film => film.Side).Distinct(StringComparer.Ordinal).Take(2).Count() < 2)
        {
            throw new InvalidInputException("There is only one side to compare: give two tables, or one whose column 'split' has two values.");
        }

        var leaks = new List<Leak>();
        if (options.Identities)
        {
            leaks.AddRange(Shared(films, LeakKind.Patient, film => film.Record.Patient));
            leaks.AddRange(Shared(films, LeakKind.Study, film => film.Record.Study));
        }

        var unreadable = new List<UnreadableImage>();
        if (options.Pixels)
        {
            ComparePixels(films, options, leaks, unreadable, progress, cancellation);
        }

        return new LeakReport(films.Length, leaks, unreadable);
    }

    private static string Side(IReadOnlyList<ImageTable> tables, int place, ImageTable table, ImageRecord record)
    {
        string name = tables.Count == 1 ? "" : tables.Count(other => other.Source == table.Source) > 1 ? $"{table.Source} ({place + 1})" : table.Source;
        return record.Split is null ? name : tables.Count == 1 ? record.Split : $"{name} [{record.Split}]";
    }

    // One leak for each shared value and each further side that it stands on.
    private static IEnumerable<Leak> Shared(Film[] films, LeakKind kind, Func<Film, string?> value)
    {
        var first = new Dictionary<string, Film>(StringComparer.Ordinal);
        var told = new HashSet<(string, string)>();
        foreach (Film film in films)
        {
            if (value(film) is not { } shared || first.TryAdd(shared, film) || first[shared].Side == film.Side || !told.Add((shared, film.Side)))
            {
                continue;
            }

            yield return new Leak(kind, kind == LeakKind.SameFile ? shared[..12] : shared, first[shared].Record.Name, first[shared].Side, film.Record.Name, film.Side);
        }
    }

    private static void ComparePixels(
        Film[] films, LeakOptions options, List<Leak> leaks, List<UnreadableImage> unreadable, IProgress<int>? progress, CancellationToken cancellation)
    {
        const int EnoughForTheHash = 64;
        var reader = new ImageReader();
        int done = 0;
        Parallel.For(0, films.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellation }, i =>
        {
            Film film = films[i];
            try
            {
                byte[] bytes = PictureFile.Read(film.Record.Path, new PictureLimits());
                film.Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
                film.Hash = PerceptualHash.Of(reader.Decode(film.Record.Path, bytes, EnoughForTheHash));
            }
            catch (InvalidInputException e)
            {
                film.Problem = e.Message;
            }

            progress?.Report(Interlocked.Increment(ref done));
        });
        unreadable.AddRange(films.Where(film => film.Problem is not null).Select(film => new UnreadableImage(film.Record.Name, film.Problem!)));
        leaks.AddRange(Shared(films, LeakKind.SameFile, film => film.Sha256));
        Film[] read = [.. films.Where(film => film.Hash is not null)];
        foreach ((int a, int b) in NearDuplicates.Find(
            [.. read.Select(film => film.Hash!.Value)], options.Distance, (i, j) => read[i].Side != read[j].Side && read[i].Sha256 != read[j].Sha256))
        {
            int distance = read[a].Hash!.Value.Distance(read[b].Hash!.Value);
            leaks.Add(new Leak(LeakKind.NearDuplicate, $"{distance} of 256 bits differ", read[a].Record.Name, read[a].Side, read[b].Record.Name, read[b].Side));
        }
    }

    private sealed class Film(ImageRecord record, string side)
    {
        public ImageRecord Record { get; } = record;

        public string Side { get; } = side;

        public string? Sha256 { get; set; }

        public PerceptualHash? Hash { get; set; }

        public string? Problem { get; set; }
    }
}
