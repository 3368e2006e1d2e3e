using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MedClip.Torch;

/// <summary>
/// Watches that all processes of a group live: each counts up a number in rank 0's store every second, rank 0 watches the numbers, the
/// others watch whether rank 0 still answers. What one of them finds, or fails by, reaches all within a second.
/// </summary>
internal sealed class RankMonitor : IDisposable
{
    private const string FailedKey = "failed";
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly TcpStore store;
    private readonly Rendezvous place;
    private readonly TimeSpan lostAfter;
    private readonly CancellationTokenSource lost = new();
    private readonly ManualResetEventSlim stop = new(false);
    private readonly Thread thread;
    private readonly (long Count, long Since)[] beats;
    private long answered = Stopwatch.GetTimestamp();
    private string? reason;

    /// <param name="store">A connection of the monitor's own, which it closes.</param>
    /// <param name="place">Which process this is.</param>
    /// <param name="lostAfter">How long a silence means a loss.</param>
    public RankMonitor(TcpStore store, Rendezvous place, TimeSpan lostAfter)
    {
        (this.store, this.place, this.lostAfter) = (store, place, lostAfter);
        beats = [.. Enumerable.Repeat((-1L, Stopwatch.GetTimestamp()), place.WorldSize)];
        thread = new Thread(Watch) { IsBackground = true, Name = "ranks" };
        thread.Start();
    }

    /// <summary>Cancelled when a rank is lost or has failed.</summary>
    public CancellationToken Token => lost.Token;

    /// <summary>What happened; null while all is well.</summary>
    public string? Reason
    {
        get
        {
            if (reason is null && Stopwatch.GetElapsedTime(Interlocked.Read(ref answered)) > lostAfter + (2 * Beat))
            {
                Declare($"Rank 0 of {place.WorldSize} was lost: it has not answered at {place.MasterAddress}:{place.MasterPort} for {lostAfter.TotalSeconds:0} s.");
            }

            return Volatile.Read(ref reason);
        }
    }

    /// <summary>Tells all ranks why this one ends.</summary>
    public void Fail(string text)
    {
        Declare(text);
        Post(text);
    }

    /// <summary>Finds out who is behind a collective that failed: whoever gives no sign of life for two beats.</summary>
    public string Explain(Exception error)
    {
        if (Reason is { } known)
        {
            return known;
        }

        try
        {
            long[] before = Counts();
            stop.Wait(2.5 * Beat);
            if (Reason is { } found)
            {
                return found;
            }

            long[] after = Counts();
            int[] silent = [.. Enumerable.Range(0, place.WorldSize).Where(rank => rank != place.Rank && after[rank] == before[rank])];
            string text = silent.Length > 0
                ? $"{Ranks(silent)} of {place.WorldSize} {(silent.Length == 1 ? "was" : "were")} lost: no sign of life, and the connection is closed."
                : $"A collective of {place.WorldSize} ranks failed: {error.Message}";
            Fail(text);
            return Reason ?? text;
        }
        catch (ExternalException)
        {
            Declare(MasterLost());
            return reason!;
        }
    }

    public void Dispose()
    {
        stop.Set();
        // A thread that waits for a machine that is gone is left behind.
        if (thread.Join(2 * Beat))
        {
            store.Dispose();
        }
    }

    private void Watch()
    {
        try
        {
            while (!stop.Wait(Beat) && reason is null)
            {
                store.Add(BeatKey(place.Rank), 1);
                if (place.Rank == 0)
                {
                    FindSilent();
                }

                if (store.Contains(FailedKey))
                {
                    Declare(Encoding.UTF8.GetString(store.Get(FailedKey)));
                }

                Interlocked.Exchange(ref answered, Stopwatch.GetTimestamp());
            }
        }
        catch (ExternalException)
        {
            if (!stop.IsSet)
            {
                Declare(MasterLost());
            }
        }
    }

    private void FindSilent()
    {
        for (int rank = 1; rank < beats.Length; rank++)
        {
            long count = store.Add(BeatKey(rank), 0);
            if (count != beats[rank].Count)
            {
                beats[rank] = (count, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(beats[rank].Since) > lostAfter)
            {
                Fail($"Rank {rank} of {place.WorldSize} was lost: no sign of life for {lostAfter.TotalSeconds:0} s.");
            }
        }
    }

    private void Declare(string text)
    {
        if (Interlocked.CompareExchange(ref reason, text, null) is null)
        {
            _ = lost.CancelAsync();
        }
    }

    private void Post(string text)
    {
        try
        {
            store.Set(FailedKey, Encoding.UTF8.GetBytes(text));
        }
        catch (ExternalException)
        {
            // Nobody is left to be told.
        }
    }

    private long[] Counts() => [.. Enumerable.Range(0, place.WorldSize).Select(rank => store.Add(BeatKey(rank), 0))];

    private string MasterLost() => $"Rank 0 of {place.WorldSize} was lost: the connection to {place.MasterAddress}:{place.MasterPort} is closed.";

    private static string Ranks(int[] ranks) => (ranks.Length == 1 ? "Rank " : "Ranks ") + string.Join(", ", ranks);

    private static string BeatKey(int rank) => string.Create(CultureInfo.InvariantCulture, $"beat/{rank}");
}
