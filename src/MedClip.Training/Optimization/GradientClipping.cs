using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Clips gradients by their global norm: all are multiplied by min(1, max / (norm + 1e-6)), as PyTorch does it.</summary>
public static class GradientClipping
{
    /// <summary>The Euclidean norm over all gradients together.</summary>
    /// <param name="parameters">Parameters; those without gradient count as 0.</param>
    /// <returns>A float64 scalar, still on the gradients' device; it belongs to the caller's dispose scope.</returns>
    public static Tensor Norm(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] norms = [.. parameters.Select(parameter => parameter.grad).Where(gradient => gradient is not null).Select(gradient => gradient!.norm())];
        return norms.Length == 0
            ? zeros(1, ScalarType.Float64).squeeze().MoveToOuterDisposeScope()
            : stack(norms).to_type(ScalarType.Float64).norm().MoveToOuterDisposeScope();
    }

    /// <summary>The factor for a measured norm.</summary>
    /// <param name="norm">The global norm.</param>
    /// <param name="maximum">The norm to clip at, above 0.</param>
    public static double Coefficient(double norm, double maximum) => Math.Min(1, maximum / (norm + 1e-6));

    /// <summary>Multiplies every gradient in place.</summary>
    /// <param name="parameters">Parameters; those without gradient are left alone.</param>
    /// <param name="coefficient">The factor.</param>
    public static void Scale(IEnumerable<Parameter> parameters, double coefficient)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (coefficient == 1)
        {
            return;
        }

        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (Parameter parameter in parameters)
        {
            parameter.grad?.mul_(coefficient);
        }
    }
}
