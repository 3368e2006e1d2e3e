using MedClip.Benchmarks.Results;
using MedClip.Models;

namespace MedClip.Benchmarks.Tokenizing;

/// <summary>
/// <c>./build.sh bench tokenizing</c>: sentences of 24 tokens a second on one core, for the three WordPiece settings and CLIP's byte pairs, each beside a naive
/// implementation in turn in one process, by processor time; bytes allocated a token. Both must give the same ids, or there is no row.
/// </summary>
internal static class TokenizingBenchmark
{
    public static void Run(ResultRows results)
    {
        (string[] words, string origin) = BenchmarkSentences.Words();
        words = [.. words.Take(results.Effort.Of(words.Length, 500))];
        results.Say($"sentences of {BenchmarkSentences.Tokens} tokens from {origin}");
        (string Id, string File, bool Lower)[] settings = [("wordpiece-lower", "vocab_cased.txt", true), ("wordpiece-cased", "vocab_cased.txt", false), ("wordpiece-uncased", "vocab_uncased.txt", true)];
        foreach ((string id, string file, bool lower) in settings)
        {
            (Vocabulary vocabulary, string from) = BenchmarkSentences.VocabularyOf(file, words);
            var ours = new WordPieceTokenizer(vocabulary, new WordPieceOptions { LowerCase = lower });
            var naive = new NaiveWordPiece(vocabulary, lower);
            Compare(results, id, $"vocabulary {from}", words, ours.Encode, naive.Encode);
        }

        var clip = new ClipTokenizer();
        Compare(results, "clip", "published merges", words, clip.Encode, new NaiveClip(clip).Encode);
    }

    private delegate int Encoding(ReadOnlySpan<char> text, Span<int> ids);

    private static void Compare(ResultRows results, string id, string vocabulary, string[] words, Encoding ours, Func<string, List<int>> naive)
    {
        var ids = new int[512];
        string[] sentences = BenchmarkSentences.Of(words, text => ours(text, ids));
        foreach (string sentence in sentences)
        {
            int count = ours(sentence, ids);
            if (!ids.AsSpan(0, count).SequenceEqual(naive(sentence).ToArray()))
            {
                throw new InvalidOperationException($"{id}: the naive implementation gives other ids for '{sentence}'.");
            }
        }

        void Ours() => Array.ForEach(sentences, sentence => ours(sentence, ids));
        void Naive() => Array.ForEach(sentences, sentence => naive(sentence));

        // The compiler optimises behind the first rounds.
        Turns turns = Turns.TakeOnProcessor(results.Effort.Of(15, 1), results.Effort.Of(5, 1), Ours, Naive);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Ours();
        double allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(sentences.Length * BenchmarkSentences.Tokens);
        results.Add($"tokenizing/{id}", turns.Of(0, time => sentences.Length * 1000 / time), FormattableString.Invariant(
            $"{sentences.Length} sentences, {vocabulary}; {turns.Ratio(1, 0).Median:0.0}× a naive implementation; {allocated:0.00} bytes allocated a token"));
    }
}
