namespace MedClip.Models;

/// <summary>Greedy longest-match look-up of one kind of piece: those that begin a word, or those that continue it (without "##").</summary>
internal sealed class PieceLookup
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ids;
    private readonly int longest;

    public PieceLookup(IEnumerable<(string Piece, int Id)> pieces)
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string piece, int id) in pieces)
        {
            table.Add(piece, id);
            longest = Math.Max(longest, piece.Length);
        }

        ids = table.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The longest piece that the rest of a word begins with.</summary>
    /// <param name="rest">What is left of the word.</param>
    /// <param name="id">The piece's id.</param>
    /// <returns>The piece's length, or 0 when none fits.</returns>
    public int Match(ReadOnlySpan<char> rest, out int id)
    {
        for (int length = Math.Min(rest.Length, longest); length > 0; length--)
        {
            if (ids.TryGetValue(rest[..length], out id))
            {
                return length;
            }
        }

        id = -1;
        return 0;
    }
}
