namespace MedClip.Models;

/// <summary>Cuts texts into batches of tokens.</summary>
public static class TextBatches
{
    private const int TokenizedAtOnce = 1024;

    /// <summary>Cuts texts into batches.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="texts">Texts.</param>
    /// <param name="maxLength">The most tokens of a text.</param>
    /// <param name="batchSize">The most texts of a batch, at least 1.</param>
    /// <param name="batching">In the order given, or by length.</param>
    /// <returns>Each batch with the places of its texts; every place once.</returns>
    public static IEnumerable<(int[] Places, TokenBatch Tokens)> Of(
        ITextTokenizer tokenizer, IReadOnlyList<string> texts, int maxLength, int batchSize, TextBatching batching)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        return batching == TextBatching.Fast ? ByLength(tokenizer, texts, maxLength, batchSize) : InOrder(tokenizer, texts, maxLength, batchSize);
    }

    private static IEnumerable<(int[] Places, TokenBatch Tokens)> InOrder(ITextTokenizer tokenizer, IReadOnlyList<string> texts, int maxLength, int batchSize)
    {
        foreach (int[] places in Enumerable.Range(0, texts.Count).Chunk(batchSize))
        {
            yield return (places, tokenizer.Encode([.. places.Select(place => texts[place])], maxLength));
        }
    }

    private static IEnumerable<(int[] Places, TokenBatch Tokens)> ByLength(ITextTokenizer tokenizer, IReadOnlyList<string> texts, int maxLength, int batchSize)
    {
        var rows = new int[texts.Count][];
        int padding = 0;
        foreach ((int[] places, TokenBatch batch) in InOrder(tokenizer, texts, maxLength, TokenizedAtOnce))
        {
            for (int i = 0; i < places.Length; i++)
            {
                ReadOnlySpan<long> ids = batch.InputIds.AsSpan(i * batch.Length, batch.Length);
                int length = batch.AttentionMask.AsSpan(i * batch.Length, batch.Length).Count(1L);
                padding = length < batch.Length ? (int)ids[length] : padding;
                int[] row = rows[places[i]] = new int[length];
                for (int j = 0; j < length; j++)
                {
                    row[j] = (int)ids[j];
                }
            }
        }

        // A stable sort: equal texts lie in equal batches whatever the runtime.
        foreach (int[] places in Enumerable.Range(0, texts.Count).OrderBy(place => rows[place].Length).Chunk(batchSize))
        {
            int[][] chosen = [.. places.Select(place => rows[place])];
            yield return (places, TokenRows.Pad(chosen, chosen[^1].Length, padding));
        }
    }
}
