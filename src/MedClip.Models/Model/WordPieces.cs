using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>Which word pieces make which words.</summary>
internal static class WordPieces
{
    /// <summary>For each text, a matrix of 0 and 1 that adds the pieces of a word up.</summary>
    /// <param name="ids">Token ids (M, L).</param>
    /// <param name="mask">Attention mask (M, L).</param>
    /// <param name="tokenizer">Its vocabulary says which pieces continue a word ("##").</param>
    /// <returns>M × L × L numbers (text, word, piece), and the number of words of each text.</returns>
    public static (float[] Sums, int[] Counts) Sums(Tensor ids, Tensor mask, WordPieceTokenizer tokenizer)
    {
        (int texts, int length) = ((int)ids.shape[0], (int)ids.shape[1]);
        using Tensor idsHere = ids.cpu();
        using Tensor maskHere = mask.cpu();
        long[] id = idsHere.data<long>().ToArray();
        long[] real = maskHere.data<long>().ToArray();
        var sums = new float[texts * length * length];
        var counts = new int[texts];
        for (int i = 0; i < texts; i++)
        {
            for (int j = 0; j < length && real[(i * length) + j] != 0; j++)
            {
                bool continues = j > 0 && tokenizer.Vocabulary.Tokens[(int)id[(i * length) + j]].StartsWith("##", StringComparison.Ordinal);
                counts[i] += continues ? 0 : 1;
                sums[(((i * length) + counts[i] - 1) * length) + j] = 1;
            }
        }

        return (sums, counts);
    }
}
