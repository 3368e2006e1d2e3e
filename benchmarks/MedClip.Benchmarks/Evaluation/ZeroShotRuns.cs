using MedClip.Benchmarks.Results;
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
    private const int Classes = 5, Prompts = 10, Tokens = 16;

    public static void Run(ResultRows results)
    {
        using IDisposable noGradient = no_grad();
        MedClipConfig config = results.Effort.Of(MedClipConfig.Film64 with { Vision = SwinConfig.Tiny, Text = BertConfig.Base }, MedClipConfig.Film64 with { Vision = SwinConfig.Film64 });
        int films = results.Effort.Of(32, 2);
        using var stock = new MedClipModel(config, new SeedSequence(1));
        stock.eval();
        using MedClipModel own = stock.ToInference(), half = stock.ToInference(new InferenceOptions { Precision = NumericPrecision.BFloat16 });
        using Tensor pixels = randn(films, config.Vision.Channels, config.Vision.ImageSize, config.Vision.ImageSize);
        using Tensor ids = randint(4, config.Text.VocabularySize, [Prompts, Tokens], dtype: ScalarType.Int64), mask = ones([Prompts, Tokens], dtype: ScalarType.Int64);
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

        Action Score(MedClipModel model) => () =>
        {
            using Tensor images = model.EncodeImages(pixels), single = images.@float();
            head.Score(single.data<float>().ToArray());
        };

        Turns turns = Turns.Take(results.Effort.Rounds, Reference, Score(own), Score(half));
        foreach ((string arithmetic, int way) in ((string, int)[])[("fp32", 1), ("bf16", 2)])
        {
            results.Add($"evaluation/zero-shot-{arithmetic}", turns.Ratio(0, way), FormattableString.Invariant($"ours {turns[way] / films:0.0} ms a film, the released code's pattern {turns[0] / films:0.0}"));
        }
    }
}
