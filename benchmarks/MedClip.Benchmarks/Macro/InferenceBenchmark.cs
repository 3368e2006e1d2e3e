using MedClip.Benchmarks.Results;
using MedClip.Benchmarks.Tokenizing;
using MedClip.Models;
using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary>
/// <c>./build.sh bench inference [MODEL...|texts]</c>: forwards of models for inference (kernels, folded batch norms, channels-last; or a copy in bfloat16) against stock forwards
/// (plain modules in float32; or autocast), taken in turn in one process, so with our machine settings on both sides; and what batches of texts by length save.
/// </summary>
internal static class InferenceBenchmark
{
    private const int Tokens = 24, BatchOfTexts = 100;

    /// <param name="results">Takes the rows.</param>
    /// <param name="only">Names of models, or <c>texts</c>; all when empty.</param>
    public static void Run(ResultRows results, string[] only)
    {
        using IDisposable noGradient = no_grad();
        MedClipConfig film64 = MedClipConfig.Film64, quick = film64 with { Vision = SwinConfig.Film64 };
        Compare("Swin-T", "swin", film64 with { Vision = SwinConfig.Tiny }, quick, films: 8, texts: []);
        Compare("ResNet-50", "resnet", film64 with { Vision = ResNetConfig.ResNet50 }, film64, films: 8, texts: []);
        Compare("CLIP-RN50", "clip-rn50", film64 with { Vision = ClipResNetConfig.ResNet50, ProjectionSize = 1024 }, film64, films: 8, texts: []);
        Compare("BERT-base", "bert", film64 with { Text = BertConfig.Base }, film64, films: 0, texts: [1, 8]);
        if (only is [] || only.Contains("texts"))
        {
            Texts(results);
        }

        void Compare(string name, string id, MedClipConfig full, MedClipConfig tiny, int films, int[] texts)
        {
            if (only.Length == 0 || only.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Measure(results, id, results.Effort.Of(full, tiny), films, texts);
            }
        }
    }

    private static void Measure(ResultRows results, string id, MedClipConfig config, int films, int[] texts)
    {
        using var model = new MedClipModel(config, new SeedSequence(1));
        model.eval();
        using MedClipModel ours = model.ToInference();
        using MedClipModel half = model.ToInference(new InferenceOptions { Precision = NumericPrecision.BFloat16 });
        if (films > 0)
        {
            int count = results.Effort.Of(films, 1);
            using Tensor pixels = randn(count, config.Vision.Channels, config.Vision.ImageSize, config.Vision.ImageSize);
            Rows("", count, which => which.EncodeImages(pixels));
        }

        foreach (int count in texts)
        {
            using Tensor ids = randint(4, config.Text.VocabularySize, [count, Tokens], dtype: ScalarType.Int64), mask = ones([count, Tokens], dtype: ScalarType.Int64);
            Rows($"-{count}", count, which => which.EncodeTexts(ids, mask));
        }

        void Rows(string suffix, int count, Func<MedClipModel, Tensor> forward)
        {
            void Stock()
            {
                using IDisposable plain = FusedKernels.Disable();
                forward(model);
            }

            void Autocast()
            {
                using IDisposable scope = PrecisionScope.Enter(NumericPrecision.BFloat16);
                Stock();
            }

            Turns turns = Turns.Take(results.Effort.Of(9, 1), Stock, () => forward(ours), Autocast, () => forward(half));
            foreach ((string arithmetic, int stock) in ((string, int)[])[("fp32", 0), ("bf16", 2)])
            {
                results.Add($"inference/{id}-{arithmetic}{suffix}", turns.Ratio(stock, stock + 1), FormattableString.Invariant($"ours {turns[stock + 1] / count:0.0} ms each, stock {turns[stock] / count:0.0}"));
            }
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
