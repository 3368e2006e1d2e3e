using MedClip.Models;

namespace MedClip.Training;

/// <summary>Texts tokenized once, before training; batches are cut from it and padded to their longest text.</summary>
public sealed class TokenTable
{
    private const int Chunk = 1024;
    private readonly long[][] rows;
    private readonly long padding;

    /// <summary>Tokenizes texts.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="maximumTokens">Longer texts are cut.</param>
    public TokenTable(ITextTokenizer tokenizer, IReadOnlyList<string> texts, int maximumTokens)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(texts);
        rows = new long[texts.Count][];
        for (int start = 0; start < texts.Count; start += Chunk)
        {
            string[] part = [.. texts.Skip(start).Take(Chunk)];
            TokenBatch batch = tokenizer.Encode(part, maximumTokens);
            for (int row = 0; row < part.Length; row++)
            {
                int length = batch.AttentionMask.AsSpan(row * batch.Length, batch.Length).Count(1L);
                rows[start + row] = batch.InputIds.AsSpan(row * batch.Length, length).ToArray();
                if (length < batch.Length)
                {
                    padding = batch.InputIds[(row * batch.Length) + length];
                }
            }
        }
    }

    /// <summary>Number of texts.</summary>
    public int Count => rows.Length;

    /// <summary>Pads some texts to the longest of them.</summary>
    /// <param name="places">Places of texts.</param>
    /// <returns>Token numbers and mask, each count × length.</returns>
    public (long[] Ids, long[] Mask) Batch(IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        int length = places.Max(place => rows[place].Length);
        var ids = new long[places.Count * length];
        var mask = new long[ids.Length];
        ids.AsSpan().Fill(padding);
        for (int i = 0; i < places.Count; i++)
        {
            long[] row = rows[places[i]];
            row.CopyTo(ids, i * length);
            mask.AsSpan(i * length, row.Length).Fill(1);
        }

        return (ids, mask);
    }
}
