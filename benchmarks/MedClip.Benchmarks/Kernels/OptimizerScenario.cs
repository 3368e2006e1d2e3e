using MedClip.Benchmarks.Training;
using MedClip.Models;
using MedClip.Torch;
using MedClip.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Kernels;

/// <summary>Clipping by the global norm and a step of AdamW over all parameters of a model, with gradients that stay: operator by operator, and in one pass.</summary>
internal sealed class OptimizerScenario : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly MedClipModel model;
    private readonly Parameter[] parameters;
    private StockAdamW? stock;
    private optim.Optimizer? adam;

    /// <param name="full">MedCLIP's model with Swin-T; else a small one.</param>
    public OptimizerScenario(bool full)
    {
        model = new MedClipModel(full ? MedClipConfig.MedClipVit : MedClipConfig.Film64, new SeedSequence(1));
        parameters = [.. model.parameters()];
        foreach (Parameter parameter in parameters)
        {
            parameter.grad = randn(parameter.shape);
        }
    }

    /// <summary>How many numbers are moved.</summary>
    public double Numbers => parameters.Sum(parameter => parameter.numel());

    public void Stock() => (stock ??= new StockAdamW(parameters, 1e-5)).Step();

    public void Ours()
    {
        adam ??= optim.AdamW(parameters, lr: 1e-5, weight_decay: 1e-4);
        double norm = GradientClipping.Norm(parameters).item<double>();
        ScaledStep.Run(adam, parameters, 1 / (norm + 1));
    }

    public void Dispose()
    {
        adam?.Dispose();
        stock?.Dispose();
        model.Dispose();
        scope.Dispose();
    }
}
