using System.Globalization;

namespace MedClip.Knowledge.Fuzz;

/// <summary>What came of it.</summary>
public sealed class FuzzReport
{
    private readonly SortedDictionary<string, (long Taken, long Refused)> kinds = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private double slowest;
    private long slowestIndex;

    /// <summary>What went wrong, with the input's number.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>How many inputs of a kind were taken and refused.</summary>
    public IReadOnlyDictionary<string, (long Taken, long Refused)> Kinds => kinds;

    internal void Count(string kind, bool refused, double milliseconds, long index)
    {
        lock (gate)
        {
            (long taken, long no) = kinds.GetValueOrDefault(kind);
            kinds[kind] = refused ? (taken, no + 1) : (taken + 1, no);
            if (milliseconds > slowest)
            {
                (slowest, slowestIndex) = (milliseconds, index);
            }
        }
    }

    internal void Fail(string failure)
    {
        lock (gate)
        {
            Failures.Add(failure);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n',
        [
            .. kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Key,-12} {kind.Value.Taken,9} taken {kind.Value.Refused,9} refused")),
            string.Create(CultureInfo.InvariantCulture, $"slowest {slowest:0.0} ms (10,000 characters, fastest of its tries), input {slowestIndex}"),
            .. Failures.Take(20),
            $"{Failures.Count} failures",
        ]);
}
