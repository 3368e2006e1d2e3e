using System.Diagnostics;
using MedClip.Models;
using MedClip.Torch;
using MedClip.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Training;

/// <summary>
/// <c>./build.sh bench training [BATCH...]</c>: a training step of MedCLIP against the stock step on the same libtorch in the same process, in turn: plain operators, the released
/// code's two passes over texts (sentences, and augmented sentences), clipping and AdamW operator by operator. Ours: kernels, both texts in one pass, one pass of the optimizer.
/// </summary>
internal static class TrainingBenchmark
{
    private const int Rounds = 5, Tokens = 24;
    private const double Rate = 1e-6;

    public static void Run(string[] batches)
    {
        Console.WriteLine($"{get_num_threads()} threads, kernels for {FusedKernels.Level}, texts of {Tokens} tokens; medians of {Rounds} rounds in turn");
        Console.WriteLine();
        Console.WriteLine("| model | batch | arithmetic | stock ÷ ours | least and most | stock, ms a film | ours, ms a film |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (int batch in batches.Length == 0 ? [8, 16] : batches.Select(int.Parse))
        {
            Measure("Swin-T + BERT", MedClipConfig.MedClipVit, batch, half: false);
            Measure("Swin-T + BERT", MedClipConfig.MedClipVit, batch, half: true);
            Measure("ResNet-50 + BERT", MedClipConfig.MedClipResNet, batch, half: false);
            Measure("ResNet-50 + BERT", MedClipConfig.MedClipResNet, batch, half: true);
        }
    }

    private static void Measure(string name, MedClipConfig config, int batch, bool half)
    {
        using DisposeScope scope = NewDisposeScope();
        using var model = new MedClipModel(config, new SeedSequence(1));
        model.train();
        Parameter[] parameters = [.. model.named_parameters().Where(entry => !entry.name.Contains("logit_scale", StringComparison.Ordinal)).Select(entry => entry.parameter)];
        Tensor pixels = randn(batch, config.Vision.Channels, config.Vision.ImageSize, config.Vision.ImageSize);
        Tensor[] ids = [.. Enumerable.Range(0, 2).Select(_ => randint(4, config.Text.VocabularySize, [batch, Tokens], dtype: ScalarType.Int64))];
        Tensor bothIds = cat(ids), mask = ones([batch, Tokens], dtype: ScalarType.Int64), bothMasks = cat([mask, mask]), targets = randn(batch, batch).softmax(1);
        var stock = new StockAdamW(parameters, Rate);
        using var adam = optim.AdamW(parameters, lr: Rate, weight_decay: 1e-4);
        void Stock()
        {
            using IDisposable plain = FusedKernels.Disable();
            Step(() => [model.EncodeTexts(ids[0], mask), model.EncodeTexts(ids[1], mask)]);
            stock.Step();
        }

        void Ours()
        {
            Step(() =>
            {
                Tensor both = model.EncodeTexts(bothIds, bothMasks);
                return [both.narrow(0, 0, batch), both.narrow(0, batch, batch)];
            });
            double norm = GradientClipping.Norm(parameters).item<double>();
            ScaledStep.Run(adam, parameters, GradientClipping.Coefficient(norm, 1));
        }

        void Step(Func<Tensor[]> texts)
        {
            foreach (Parameter parameter in parameters)
            {
                parameter.grad = null;
            }

            Tensor images;
            Tensor[] sentences;
            using (half ? Autocast.Enter(ScalarType.BFloat16) : null)
            {
                images = model.EncodeImages(pixels);
                sentences = texts();
            }

            Tensor loss = sentences.Select(text => Soft(images.@float().matmul(text.@float().t()) / 0.07, targets)).Aggregate((a, b) => a + b);
            loss.backward();
        }

        (double[] ratios, double[] stockTimes, double[] ourTimes) = (new double[Rounds], new double[Rounds], new double[Rounds]);
        for (int round = -1; round < Rounds; round++)
        {
            (double before, double now) = (Time(Stock), Time(Ours));
            if (round >= 0)
            {
                (ratios[round], stockTimes[round], ourTimes[round]) = (before / now, before / batch, now / batch);
            }
        }

        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {batch} | {(half ? "bf16" : "fp32")} | {Median(ratios):0.00}× | {ratios.Min():0.00}–{ratios.Max():0.00} | {Median(stockTimes):0} | {Median(ourTimes):0} |"));
    }

    private static Tensor Soft(Tensor logits, Tensor targets) =>
        -((targets * logits.log_softmax(1)).sum(1).mean() + (targets.t() * logits.t().log_softmax(1)).sum(1).mean()) / 2;

    private static double Time(Action work)
    {
        using DisposeScope scope = NewDisposeScope();
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
