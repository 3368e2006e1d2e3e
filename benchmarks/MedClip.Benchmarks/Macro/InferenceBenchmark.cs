using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;
using MedClip.Benchmarks.Tokenizing;
using MedClip.Models;
using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary>
/// <c>./build.sh bench inference [MODEL...|texts]</c>: forwards of models for inference (kernels, folded batch norms, channels-last; or a copy in bfloat16) against stock forwards
/// (plain modules in float32; or autocast), in turn: by a process on a machine as it comes, and by this process, so with our machine settings; and what batches of texts by
/// length save.
/// </summary>
internal static class InferenceBenchmark
{
    private const int BatchOfTexts = 100;

    private static readonly (string Name, string Id, int[] Counts)[] Towers = [("Swin-T", "swin", [8]), ("ResNet-50", "resnet", [8]), ("CLIP-RN50", "clip-rn50", [8]), ("BERT-base", "bert", [1, 8])];

    /// <param name="results">Takes the rows.</param>
    /// <param name="only">Names of models, or <c>texts</c>; all when empty.</param>
    public static void Run(ResultRows results, string[] only)
    {
        using IDisposable noGradient = no_grad();
        using Worker untouched = StockWorker.Start();
        foreach ((string name, string id, int[] counts) in Towers.Where(tower => only.Length == 0 || only.Contains(tower.Name, StringComparer.OrdinalIgnoreCase)))
        {
            foreach (int count in counts)
            {
                Measure(results, id, count, counts.Length == 1 ? "" : $"-{count}", untouched);
            }
        }

        if (only is [] || only.Contains("texts"))
        {
            Texts(results);
        }
    }

    private static void Measure(ResultRows results, string id, int full, string suffix, Worker untouched)
    {
        (string name, int count) = (results.Effort.Of("", "tiny-") + id, results.Effort.Of(full, 1));
        using var stock = new StockForward(name, count);
        using MedClipModel ours = stock.Model.ToInference();
        using MedClipModel half = stock.Model.ToInference(new InferenceOptions { Precision = NumericPrecision.BFloat16 });
        Func<double> Here(Action forward) => () => Turns.Wall(forward);
        Func<double> There(string arithmetic) => () => untouched.Ask($"forward {name} {count} {arithmetic}");
        Turns turns = Turns.Timed(
            results.Effort.Of(9, 1), 1,
            Here(() => stock.Run(ours)), There("fp32"), Here(() => stock.Run(half: false)),
            Here(() => stock.Run(half)), There("bf16"), Here(() => stock.Run(half: true)));
        foreach ((string arithmetic, int first) in ((string, int)[])[("fp32", 0), ("bf16", 3)])
        {
            string Note(int other) => FormattableString.Invariant($"ours {turns[first] / count:0.0} ms each, stock {turns[other] / count:0.0}");
            results.Add($"inference/{id}-{arithmetic}{suffix}", turns.Ratio(first + 1, first), Note(first + 1));
            results.Add($"inference/{id}-{arithmetic}{suffix}-knobs", turns.Ratio(first + 2, first), Note(first + 2));
        }
    }

    private static void Texts(ResultRows results)
    {
        (string[] words, string origin) = BenchmarkSentences.Words();
        words = [.. words.Take(results.Effort.Of(words.Length, 500))];
        string[] texts = [.. string.Join(' ', words).Split(". ", StringSplitOptions.RemoveEmptyEntries).Take(3000)];
        WordPieceTokenizer tokenizer = new(BenchmarkSentences.VocabularyOf("vocab_cased.txt", words).Vocabulary);
        using var model = new MedClipModel(MedClipConfig.Film64 with { Text = BertConfig.Tiny with { Pooling = TextPooling.Reference } }, new SeedSequence(1));
        long real = texts.Sum(text => (long)tokenizer.Encode([text], 77).InputIds.Length);
        long Count(TextBatching batching) => TextBatches.Of(tokenizer, texts, 77, BatchOfTexts, batching).Sum(batch => batch.Tokens.InputIds.LongLength);
        Action Embed(TextBatching batching) => () => TextEmbedding.Embed(model, tokenizer, texts, 77, batching, BatchOfTexts);
        Turns turns = Turns.Take(results.Effort.Rounds, Embed(TextBatching.Exact), Embed(TextBatching.Fast));
        (long exact, long fast) = (Count(TextBatching.Exact), Count(TextBatching.Fast));
        results.Add("inference/text-batching", turns.Ratio(0, 1), FormattableString.Invariant(
            $"{texts.Length} sentences of {origin} in batches of {BatchOfTexts}: {real} tokens, {exact} computed in order, {fast} by length"));
    }
}
