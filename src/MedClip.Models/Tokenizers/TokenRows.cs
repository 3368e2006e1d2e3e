namespace MedClip.Models;

/// <summary>Rows of ids to a padded batch.</summary>
internal static class TokenRows
{
    public static TokenBatch Pad(IReadOnlyList<int[]> rows, int length, int padding)
    {
        var ids = new long[rows.Count * length];
        var mask = new long[ids.Length];
        ids.AsSpan().Fill(padding);
        for (int i = 0; i < rows.Count; i++)
        {
            int start = i * length;
            for (int j = 0; j < rows[i].Length; j++)
            {
                ids[start + j] = rows[i][j];
            }

            mask.AsSpan(start, rows[i].Length).Fill(1);
        }

        return new TokenBatch(ids, mask, rows.Count, length);
    }
}
