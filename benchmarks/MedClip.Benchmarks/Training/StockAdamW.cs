using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Benchmarks.Training;

/// <summary>Clipping and AdamW operator by operator, in the order in which PyTorch 1.13 computes them for one tensor after another.</summary>
internal sealed class StockAdamW(Parameter[] parameters, double rate) : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8, Decay = 1e-4, MaximumNorm = 1;
    private readonly Tensor[] means = [.. parameters.Select(parameter => zeros_like(parameter).DetachFromDisposeScope())];
    private readonly Tensor[] squares = [.. parameters.Select(parameter => zeros_like(parameter).DetachFromDisposeScope())];
    private int step;

    public void Step()
    {
        using IDisposable guard = no_grad();
        using DisposeScope scope = NewDisposeScope();
        // As PyTorch does: a parameter without a gradient is passed over.
        (Parameter Weight, Tensor Gradient, Tensor Mean, Tensor Square)[] all =
            [.. parameters.Select((parameter, i) => (parameter, parameter.grad!, means[i], squares[i])).Where(entry => entry.Item2 is not null)];
        Tensor norm = stack(all.Select(entry => entry.Gradient.norm())).norm();
        Tensor coefficient = (MaximumNorm / (norm + 1e-6)).clamp(max: 1);
        step++;
        double first = 1 - Math.Pow(Beta1, step), second = 1 - Math.Pow(Beta2, step);
        foreach ((Parameter weight, Tensor gradient, Tensor mean, Tensor square) in all)
        {
            using DisposeScope inner = NewDisposeScope();
            gradient.mul_(coefficient);
            weight.mul_(1 - (rate * Decay));
            mean.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
            square.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
            Tensor divisor = (square.sqrt() / Math.Sqrt(second)).add_(Epsilon);
            weight.addcdiv_(mean, divisor, -rate / first);
        }
    }

    public void Dispose()
    {
        foreach (Tensor moment in means.Concat(squares))
        {
            moment.Dispose();
        }
    }
}
