using System.Diagnostics;
using MedClip.Models;
using MedClip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Evaluation;

/// <summary>
/// Zero-shot by five classes of ten prompts over a batch of 32 films (Swin-T, BERT-base): every film encoded once against prompts embedded beforehand, against the released
/// code's pattern, which encodes films and prompts once for each class of each batch, with stock modules.
/// </summary>
internal static class ZeroShotRuns
{
    private const int Films = 32, Classes = 5, Prompts = 10, Tokens = 16, Rounds = 5;

    public static void Run()
    {
        using IDisposable noGradient = no_grad();
        using var stock = new MedClipModel(MedClipConfig.Film64 with { Vision = SwinConfig.Tiny, Text = BertConfig.Base }, new SeedSequence(1));
        stock.eval();
        using MedClipModel own = stock.ToInference();
        using Tensor pixels = randn(Films, SwinConfig.Tiny.Channels, SwinConfig.Tiny.ImageSize, SwinConfig.Tiny.ImageSize);
        using Tensor ids = randint(4, BertConfig.Base.VocabularySize, [Prompts, Tokens], dtype: ScalarType.Int64), mask = ones([Prompts, Tokens], dtype: ScalarType.Int64);
        using Tensor embedded = own.EncodeTexts(ids, mask).detach();
        float[] cached = [.. Enumerable.Repeat(embedded.data<float>().ToArray(), Classes).SelectMany(rows => rows)];
        var prompts = new PromptSet(FindingSet.Competition.Select(finding => new FindingPrompts(finding, [.. Enumerable.Range(0, Prompts).Select(i => $"{finding.Name} {i}")], [])));
        var head = new ZeroShotHead(prompts, _ => cached, logitScale: 14);

        void Reference()
        {
            using IDisposable plain = FusedKernels.Disable();
            for (int c = 0; c < Classes; c++)
            {
                using Tensor images = stock.EncodeImages(pixels), texts = stock.EncodeTexts(ids, mask), logits = images.mm(texts.t()), mean = logits.mean([1]);
            }
        }

        void Ours()
        {
            using Tensor images = own.EncodeImages(pixels);
            head.Score(images.data<float>().ToArray());
        }

        var (ratios, times) = (new double[Rounds], new double[Rounds]);
        Ours();
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            Reference();
            double reference = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            start = Stopwatch.GetTimestamp();
            Ours();
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            ratios[round] = reference / times[round];
        }

        Console.WriteLine($"Zero-shot, {Films} films, {Classes} classes of {Prompts} prompts, float32, medians of {Rounds} rounds in turn");
        Console.WriteLine();
        Console.WriteLine("| the released code's pattern ÷ ours | ours, ms a film |");
        Console.WriteLine("|---|---|");
        Console.WriteLine(FormattableString.Invariant($"| {ratios.Order().ElementAt(Rounds / 2):0.0}× | {times.Order().ElementAt(Rounds / 2) / Films:0.0} |"));
    }
}
