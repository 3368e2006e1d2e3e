using System.Globalization;

namespace MedClip.Models.Fuzz;

/// <summary>What came of it.</summary>
public sealed class FuzzReport
{
    private readonly SortedDictionary<string, (long Taken, long Refused)> kinds = new(StringComparer.Ordinal);

    /// <summary>What went wrong, with the case's number.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>How many cases of a kind were taken and refused.</summary>
    public IReadOnlyDictionary<string, (long Taken, long Refused)> Kinds => kinds;

    /// <summary>The slowest case.</summary>
    public (double Milliseconds, long Case) Slowest { get; private set; }

    /// <summary>The case that allocated most managed memory beyond its files.</summary>
    public (long Bytes, long Case) Largest { get; private set; }

    internal void Count(string kind, bool refused, double milliseconds, long allocated, long number)
    {
        (long taken, long no) = kinds.GetValueOrDefault(kind);
        kinds[kind] = refused ? (taken, no + 1) : (taken + 1, no);
        Slowest = milliseconds > Slowest.Milliseconds ? (milliseconds, number) : Slowest;
        Largest = allocated > Largest.Bytes ? (allocated, number) : Largest;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n',
        [
            .. kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key,-20} {kind.Value.Taken,9} taken {kind.Value.Refused,9} refused")),
            string.Create(CultureInfo.InvariantCulture, $"slowest {Slowest.Milliseconds:0} ms, case {Slowest.Case}; most allocated {Largest.Bytes / 1048576.0:0.0} MB, case {Largest.Case}"),
            .. Failures.Take(20),
            $"{Failures.Count} failures",
        ]);
}
