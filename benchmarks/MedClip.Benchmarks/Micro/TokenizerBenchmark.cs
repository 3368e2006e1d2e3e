using BenchmarkDotNet.Attributes;
using MedClip.Models;

namespace MedClip.Benchmarks.Micro;

/// <summary>Sentences tokenized a second on one core: 1,000 sentences an operation, into a caller's buffer.</summary>
[MemoryDiagnoser]
public class TokenizerBenchmark
{
    private const string Sentence = "There is a small left pleural effusion with adjacent atelectasis, and the heart is mildly enlarged since the prior film.";
    private readonly WordPieceTokenizer tokenizer = WordPieceTokenizer.Build([Sentence, "No pneumothorax or focal consolidation is seen."], 512);
    private readonly int[] ids = new int[77];

    [Benchmark(OperationsPerInvoke = 1000)]
    public int Encode()
    {
        int tokens = 0;
        for (int i = 0; i < 1000; i++)
        {
            tokens += tokenizer.Encode(Sentence, ids);
        }

        return tokens;
    }
}
