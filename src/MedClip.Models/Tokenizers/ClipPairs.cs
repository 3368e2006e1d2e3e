using System.Buffers;
using System.Text;

namespace MedClip.Models;

/// <summary>Merges the bytes of words by CLIP's ranks, always the pair of the lowest rank first, the leftmost of equals.</summary>
internal sealed class ClipPairs
{
    // Up to here every pair is looked at again after a merge, in the caller's memory; beyond, a queue keeps the work small.
    private const int ShortBytes = 64;
    private readonly int[] byteIds = ClipAlphabet.Ids();
    private readonly Dictionary<(int Left, int Right), int> merges = [];

    /// <summary>Names that two ids become one.</summary>
    public void Add(int left, int right, int merged) => merges.TryAdd((left, right), merged);

    /// <summary>The ids of a word.</summary>
    /// <param name="word">A word; lone surrogates count as U+FFFD.</param>
    /// <param name="ids">Receives the ids; room for three a unit.</param>
    /// <returns>How many.</returns>
    public int Merge(ReadOnlySpan<char> word, Span<int> ids)
    {
        byte[]? rented = word.Length * 3 > ShortBytes ? ArrayPool<byte>.Shared.Rent(word.Length * 3) : null;
        Span<byte> utf8 = rented ?? stackalloc byte[ShortBytes];
        int count = Encoding.UTF8.GetBytes(word, utf8);
        for (int i = 0; i < count; i++)
        {
            ids[i] = byteIds[utf8[i]] + (i == count - 1 ? ClipAlphabet.Bytes : 0);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return count <= ShortBytes ? MergeShort(ids, count) : MergeLong(ids, count);
    }

    private int MergeShort(Span<int> ids, int count)
    {
        while (count > 1)
        {
            (int best, int at) = (int.MaxValue, -1);
            for (int i = 0; i + 1 < count; i++)
            {
                if (merges.TryGetValue((ids[i], ids[i + 1]), out int id) && id < best)
                {
                    (best, at) = (id, i);
                }
            }

            if (at < 0)
            {
                break;
            }

            ids[at] = best;
            ids[(at + 2)..count].CopyTo(ids[(at + 1)..]);
            count--;
        }

        return count;
    }

    private int MergeLong(Span<int> ids, int count)
    {
        var symbols = new LinkedSymbols(ids[..count].ToArray());
        var queue = new PriorityQueue<(int At, int Left, int Right), (int Id, int At)>();
        for (int i = 0; i + 1 < count; i++)
        {
            Offer(queue, symbols, i);
        }

        while (queue.TryDequeue(out (int At, int Left, int Right) pair, out (int Id, int At) priority))
        {
            int next = symbols.Next[pair.At];
            if (symbols.Ids[pair.At] != pair.Left || next >= count || symbols.Ids[next] != pair.Right)
            {
                continue;   // one of the two was merged meanwhile
            }

            symbols.Join(pair.At, priority.Id);
            Offer(queue, symbols, pair.At);
            if (symbols.Previous[pair.At] >= 0)
            {
                Offer(queue, symbols, symbols.Previous[pair.At]);
            }
        }

        return symbols.CopyTo(ids);
    }

    private void Offer(PriorityQueue<(int At, int Left, int Right), (int Id, int At)> queue, LinkedSymbols symbols, int at)
    {
        int next = symbols.Next[at];
        if (next < symbols.Ids.Length && merges.TryGetValue((symbols.Ids[at], symbols.Ids[next]), out int id))
        {
            queue.Enqueue((at, symbols.Ids[at], symbols.Ids[next]), (id, at));
        }
    }

    /// <summary>Symbols of a word as a list in which two neighbours can become one.</summary>
    private sealed class LinkedSymbols(int[] ids)
    {
        public int[] Ids { get; } = ids;

        public int[] Next { get; } = [.. Enumerable.Range(1, ids.Length)];

        public int[] Previous { get; } = [.. Enumerable.Range(-1, ids.Length)];

        public void Join(int at, int id)
        {
            int gone = Next[at];
            Ids[at] = id;
            Ids[gone] = -1;
            Next[at] = Next[gone];
            if (Next[at] < Ids.Length)
            {
                Previous[Next[at]] = at;
            }
        }

        public int CopyTo(Span<int> target)
        {
            int count = 0;
            foreach (int id in Ids)
            {
                if (id >= 0)
                {
                    target[count++] = id;
                }
            }

            return count;
        }
    }
}
