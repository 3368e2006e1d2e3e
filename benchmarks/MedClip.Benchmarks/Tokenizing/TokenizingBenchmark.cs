using System.Diagnostics;
using MedClip.Models;

namespace MedClip.Benchmarks.Tokenizing;

/// <summary>
/// <c>./build.sh bench tokenizing</c>: sentences of 24 tokens a second on one core, for the three WordPiece settings and CLIP's byte pairs, each beside a naive
/// implementation in turn in one process; bytes allocated a token. Both must give the same ids, or there is no table.
/// </summary>
internal static class TokenizingBenchmark
{
    private const int Rounds = 20;
    private const int Part = 500;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public static void Run()
    {
        (string[] words, string origin) = BenchmarkSentences.Words();
        Console.WriteLine($"Sentences of {BenchmarkSentences.Tokens} tokens from {origin}, one thread, best of {Rounds} rounds in turn, parts of {Part}");
        Console.WriteLine();
        Console.WriteLine("| setting | sentences | sentences/s | naive, sentences/s | ours ÷ naive | bytes allocated a token |");
        Console.WriteLine("|---|---|---|---|---|---|");
        (string Name, string File, bool Lower)[] settings =
            [("cased vocabulary, lower-cased", "vocab_cased.txt", true), ("cased", "vocab_cased.txt", false), ("uncased", "vocab_uncased.txt", true)];
        foreach ((string name, string file, bool lower) in settings)
        {
            (Vocabulary vocabulary, string from) = BenchmarkSentences.VocabularyOf(file, words);
            var ours = new WordPieceTokenizer(vocabulary, new WordPieceOptions { LowerCase = lower });
            var naive = new NaiveWordPiece(vocabulary, lower);
            Compare($"WordPiece, {name} ({from})", words, ours.Encode, naive.Encode);
        }

        var clip = new ClipTokenizer();
        Compare("CLIP byte pairs", words, clip.Encode, new NaiveClip(clip).Encode);
    }

    private delegate int Encoding(ReadOnlySpan<char> text, Span<int> ids);

    private static void Compare(string name, string[] words, Encoding ours, Func<string, List<int>> naive)
    {
        var ids = new int[512];
        string[] sentences = BenchmarkSentences.Of(words, text => ours(text, ids));
        foreach (string sentence in sentences)
        {
            int count = ours(sentence, ids);
            if (!ids.AsSpan(0, count).SequenceEqual(naive(sentence).ToArray()))
            {
                throw new InvalidOperationException($"{name}: the naive implementation gives other ids for '{sentence}'.");
            }
        }

        void Ours(string[] part)
        {
            foreach (string sentence in part)
            {
                ours(sentence, ids);
            }
        }

        void Naive(string[] part)
        {
            foreach (string sentence in part)
            {
                naive(sentence);
            }
        }

        (double fast, double slow) = Measure([.. sentences.Chunk(Part)], Ours, Naive);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Ours(sentences);
        double allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(sentences.Length * BenchmarkSentences.Tokens);
        Console.WriteLine($"| {name} | {sentences.Length} | {sentences.Length / fast:0} | {sentences.Length / slow:0} | {slow / fast:0.0}× | {allocated:0.00} |");
    }

    // A part takes about a millisecond, less than what a busy machine takes away at once: the best round of each part, added up.
    private static (double Ours, double Naive) Measure(string[][] parts, Action<string[]> ours, Action<string[]> naive)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp)   // the compiler optimises behind the first rounds
        {
            Array.ForEach(parts, ours);
            Array.ForEach(parts, naive);
        }

        var best = new (double Ours, double Naive)[parts.Length];
        Array.Fill(best, (double.PositiveInfinity, double.PositiveInfinity));
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < parts.Length; i++)
            {
                best[i] = (Math.Min(best[i].Ours, Time(ours, parts[i])), Math.Min(best[i].Naive, Time(naive, parts[i])));
            }
        }

        return (best.Sum(time => time.Ours), best.Sum(time => time.Naive));
    }

    private static double Time(Action<string[]> work, string[] part)
    {
        long start = Stopwatch.GetTimestamp();
        work(part);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
