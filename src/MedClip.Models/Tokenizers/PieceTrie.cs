namespace MedClip.Models;

/// <summary>
/// Greedy longest match of pieces: a prefix tree over UTF-16 units. All edges lie in one open-addressing table, 8 bytes each, so that a step is one
/// multiplication and, nearly always, one read. Continuations ("##…") are the subtree below "##".
/// </summary>
internal sealed class PieceTrie
{
    /// <summary>Where the pieces that begin a word start.</summary>
    public const int Initial = 0;

    private const int NodeBits = 24;
    private const ulong NodeMask = (1UL << NodeBits) - 1;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // node (24 bits) | unit (16 bits) | target (24 bits); 0 is a free place, since no edge leads back to the root.
    private readonly ulong[] edges;
    private readonly int[] ids;
    private readonly int shift;

    /// <param name="tokens">The vocabulary; the place of a token is its id.</param>
    /// <exception cref="InvalidInputException">The tokens have more than 16 million different beginnings.</exception>
    public PieceTrie(IReadOnlyList<string> tokens)
    {
        long most = 1 + tokens.Sum(token => (long)token.Length);
        int bits = 4;
        while ((1L << bits) < 2 * Math.Min(most, (long)NodeMask))
        {
            bits++;
        }

        edges = new ulong[1 << bits];
        shift = 64 - bits;
        var found = new List<int> { -1 };
        for (int id = 0; id < tokens.Count; id++)
        {
            int node = 0;
            foreach (char unit in tokens[id])
            {
                node = Grow(node, unit, found);
            }

            found[node] = id;
        }

        ids = [.. found];
        int mark = Step(Initial, '#');
        Continuing = mark < 0 ? mark : Step(mark, '#');
    }

    /// <summary>Where the pieces that continue a word start; −1 when the vocabulary has none.</summary>
    public int Continuing { get; }

    /// <summary>The longest piece that the rest of a word begins with.</summary>
    /// <param name="from"><see cref="Initial"/> or <see cref="Continuing"/>.</param>
    /// <param name="rest">What is left of the word.</param>
    /// <param name="id">The piece's id.</param>
    /// <returns>The piece's length, or 0 when none fits.</returns>
    public int Match(int from, ReadOnlySpan<char> rest, out int id)
    {
        (int node, int length) = (from, 0);
        id = -1;
        for (int i = 0; i < rest.Length && node >= 0; i++)
        {
            node = Step(node, rest[i]);
            if (node >= 0 && ids[node] >= 0)
            {
                (id, length) = (ids[node], i + 1);
            }
        }

        return length;
    }

    private int Step(int node, char unit)
    {
        ulong key = ((ulong)(uint)node << 16) | unit;
        ulong[] table = edges;
        for (int at = Place(key); ; at = (at + 1) & (table.Length - 1))
        {
            ulong edge = table[at];
            if (edge >> NodeBits == key && edge != 0)
            {
                return (int)(edge & NodeMask);
            }

            if (edge == 0)
            {
                return -1;
            }
        }
    }

    // Two rounds: keys are regular, and one multiplication lets them gather in some tables.
    private int Place(ulong key)
    {
        ulong mixed = key * Multiplier;
        return (int)(((mixed ^ (mixed >> 32)) * Multiplier) >> shift);
    }

    private int Grow(int node, char unit, List<int> found)
    {
        int next = Step(node, unit);
        if (next >= 0)
        {
            return next;
        }

        if (found.Count > (int)NodeMask)
        {
            throw new InvalidInputException("The vocabulary has more than 16 million different beginnings of tokens, which no vocabulary has.");
        }

        ulong key = ((ulong)(uint)node << 16) | unit;
        int at = Place(key);
        while (edges[at] != 0)
        {
            at = (at + 1) & (edges.Length - 1);
        }

        edges[at] = (key << NodeBits) | (uint)found.Count;
        found.Add(-1);
        return found.Count - 1;
    }
}
