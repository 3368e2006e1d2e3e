using System.Diagnostics;
using MedClip.Benchmarks.Tokenizing;
using MedClip.Models;
using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Macro;

/// <summary>
/// <c>./build.sh bench inference [MODEL...|texts]</c>: forwards of models for inference ÷ stock forwards (plain modules, float32, or autocast), taken in turn in one process; and what
/// batches of texts by length save.
/// </summary>
internal static class InferenceBenchmark
{
    private const int Films = 8;
    private const int Rounds = 5;
    private const int BatchOfTexts = 100;

    /// <param name="only">Names of models, or <c>texts</c>; all when empty.</param>
    public static void Run(string[] only)
    {
        using IDisposable noGradient = no_grad();
        if (only is [] or ["texts"])
        {
            Texts();
            Console.WriteLine();
        }

        if (only is ["texts"])
        {
            return;
        }

        Console.WriteLine($"{Films} films or texts of 24 tokens; best of {Rounds} rounds in turn; forward of stock ÷ ours, above 1 ours is the faster");
        Console.WriteLine();
        Console.WriteLine("| model | stock fp32, ms | kernels fp32 | folded fp32 | folded, channels-last fp32 | bf16 copy | stock autocast bf16, ms | bf16 copy ÷ autocast |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        MedClipConfig film64 = MedClipConfig.Film64;
        Compare("ResNet-50", film64 with { Vision = ResNetConfig.ResNet50 }, image: true);
        Compare("CLIP RN50", film64 with { Vision = ClipResNetConfig.ResNet50, ProjectionSize = 1024 }, image: true);
        Compare("Swin-T", film64 with { Vision = SwinConfig.Tiny }, image: true);
        Compare("BERT-base", film64 with { Text = BertConfig.Base }, image: false);

        void Compare(string name, MedClipConfig config, bool image)
        {
            if (only.Length == 0 || only.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                Measure(name, config, image);
            }
        }
    }

    private static void Measure(string name, MedClipConfig config, bool image)
    {
        using var model = new MedClipModel(config, new SeedSequence(1));
        model.eval();
        using MedClipModel folded = model.ToInference(new InferenceOptions { ChannelsLast = false });
        using MedClipModel last = model.ToInference();
        using MedClipModel half = model.ToInference(new InferenceOptions { Precision = NumericPrecision.BFloat16 });
        using Tensor pixels = randn(Films, config.Vision.Channels, config.Vision.ImageSize, config.Vision.ImageSize);
        using Tensor ids = randint(4, config.Text.VocabularySize, [Films, 24], dtype: ScalarType.Int64);
        using Tensor mask = ones([Films, 24], dtype: ScalarType.Int64);
        Action Forward(MedClipModel which) => () => (image ? which.EncodeImages(pixels) : which.EncodeTexts(ids, mask)).Dispose();
        void stock()
        {
            using IDisposable plain = FusedKernels.Disable();
            Forward(model)();
        }

        void Autocast()
        {
            using IDisposable scope = PrecisionScope.Enter(NumericPrecision.BFloat16);
            stock();
        }

        double[] times = Best([stock, Forward(model), Forward(folded), Forward(last), Forward(half), Autocast]);
        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {times[0]:0} | {times[0] / times[1]:0.00}× | {times[0] / times[2]:0.00}× | {times[0] / times[3]:0.00}× | {times[0] / times[4]:0.00}× | {times[5]:0} | {times[5] / times[4]:0.00}× |"));
    }

    private static void Texts()
    {
        (string[] words, string origin) = BenchmarkSentences.Words();
        string[] texts = [.. string.Join(' ', words).Split(". ", StringSplitOptions.RemoveEmptyEntries).Take(3000)];
        WordPieceTokenizer tokenizer = new(BenchmarkSentences.VocabularyOf("vocab_cased.txt", words).Vocabulary);
        using var model = new MedClipModel(MedClipConfig.Film64 with { Text = BertConfig.Tiny with { Pooling = TextPooling.Reference } }, new SeedSequence(1));
        long real = texts.Sum(text => (long)tokenizer.Encode([text], 77).InputIds.Length);
        long Tokens(TextBatching batching) => TextBatches.Of(tokenizer, texts, 77, BatchOfTexts, batching).Sum(batch => batch.Tokens.InputIds.LongLength);
        Action Embed(TextBatching batching) => () => TextEmbedding.Embed(model, tokenizer, texts, 77, batching, BatchOfTexts);
        double[] times = Best([Embed(TextBatching.Exact), Embed(TextBatching.Fast)]);
        (long exact, long fast) = (Tokens(TextBatching.Exact), Tokens(TextBatching.Fast));
        Console.WriteLine(FormattableString.Invariant(
            $"{texts.Length} sentences of {origin} in batches of {BatchOfTexts}: {real} tokens; exact computes {exact} ({(double)exact / real:0.00}×), fast {fast} ({(double)fast / real:0.00}×): {(double)exact / fast:0.00}× fewer; BERT-tiny {times[0] / times[1]:0.00}× as fast"));
    }

    // The best round of each: what a busy machine adds is no property of the code.
    private static double[] Best(Action[] ways)
    {
        var times = new double[ways.Length][];
        for (int i = 0; i < ways.Length; i++)
        {
            ways[i]();
            times[i] = new double[Rounds];
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                ways[i]();
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        return [.. times.Select(all => all.Min())];
    }
}
