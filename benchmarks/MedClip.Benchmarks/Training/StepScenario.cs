using MedClip.Models;
using MedClip.Torch;
using MedClip.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Training;

/// <summary>
/// One training step of MedCLIP on random films and texts, in two ways. Stock: plain operators, the released code's two passes over texts (sentences, and augmented sentences),
/// clipping and AdamW operator by operator, gradients set to zero. Ours: kernels, both texts in one pass, one pass of the optimizer.
/// </summary>
internal sealed class StepScenario : IDisposable
{
    private const int Tokens = 24;
    private const double Rate = 1e-6;
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly MedClipModel model;
    private readonly Parameter[] parameters;
    private readonly Tensor pixels, bothIds, mask, bothMasks, targets;
    private readonly Tensor[] ids;
    private readonly bool half;
    private readonly int batch;
    private StockAdamW? stock;
    private optim.Optimizer? adam;
    private BFloat16Weights? halfWeights;

    /// <param name="name"><c>swin</c> or <c>resnet</c>, with <c>tiny-</c> before it a small one.</param>
    /// <param name="batch">Films, and sentences.</param>
    /// <param name="half">Whether the towers compute under autocast to bfloat16.</param>
    public StepScenario(string name, int batch, bool half)
    {
        (this.batch, this.half) = (batch, half);
        MedClipConfig config = Configurations[name];
        model = new MedClipModel(config, new SeedSequence(1));
        model.train();
        parameters = [.. model.named_parameters().Where(entry => !entry.name.Contains("logit_scale", StringComparison.Ordinal)).Select(entry => entry.parameter)];
        pixels = randn(batch, config.Vision.Channels, config.Vision.ImageSize, config.Vision.ImageSize);
        ids = [.. Enumerable.Range(0, 2).Select(_ => randint(4, config.Text.VocabularySize, [batch, Tokens], dtype: ScalarType.Int64))];
        bothIds = cat(ids);
        mask = ones([batch, Tokens], dtype: ScalarType.Int64);
        bothMasks = cat([mask, mask]);
        targets = randn(batch, batch).softmax(1);
    }

    private static Dictionary<string, MedClipConfig> Configurations { get; } = new()
    {
        ["swin"] = MedClipConfig.MedClipVit,
        ["resnet"] = MedClipConfig.MedClipResNet,
        ["tiny-swin"] = MedClipConfig.Film64 with { Vision = SwinConfig.Film64 },
        ["tiny-resnet"] = MedClipConfig.Film64,
    };

    public void Stock()
    {
        using IDisposable plain = FusedKernels.Disable();
        using DisposeScope inner = NewDisposeScope();
        Backward(() => [model.EncodeTexts(ids[0], mask), model.EncodeTexts(ids[1], mask)]);
        stock ??= new StockAdamW(parameters, Rate);
        stock.Step();
        foreach (Tensor gradient in parameters.Select(parameter => parameter.grad!).Where(gradient => gradient is not null))
        {
            gradient.zero_();
        }
    }

    public void Ours()
    {
        using DisposeScope inner = NewDisposeScope();
        halfWeights ??= half ? new BFloat16Weights(parameters) : null;
        Backward(() =>
        {
            Tensor both = model.EncodeTexts(bothIds, bothMasks);
            return [both.narrow(0, 0, batch), both.narrow(0, batch, batch)];
        });
        double norm = GradientClipping.Norm(parameters).item<double>();
        adam ??= optim.AdamW(parameters, lr: Rate, weight_decay: 1e-4);
        ScaledStep.Run(adam, parameters, GradientClipping.Coefficient(norm, 1));
        foreach (Parameter parameter in parameters)
        {
            parameter.grad = null;
        }
    }

    public void Dispose()
    {
        halfWeights?.Dispose();
        adam?.Dispose();
        stock?.Dispose();
        model.Dispose();
        scope.Dispose();
    }

    private void Backward(Func<Tensor[]> texts)
    {
        Tensor images;
        Tensor[] sentences;
        using (half ? Autocast.Enter(ScalarType.BFloat16) : null)
        {
            images = model.EncodeImages(pixels);
            sentences = texts();
        }

        sentences.Select(text => Soft(images.@float().matmul(text.@float().t()) / 0.07)).Aggregate((a, b) => a + b).backward();
    }

    private Tensor Soft(Tensor logits) => -((targets * logits.log_softmax(1)).sum(1).mean() + (targets.t() * logits.t().log_softmax(1)).sum(1).mean()) / 2;
}
