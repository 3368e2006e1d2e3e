using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MedClip.Models;

/// <summary>Builds what stands between features and the shared space.</summary>
internal static class ProjectionHeads
{
    /// <param name="kind">The kind.</param>
    /// <param name="features">Size F of the features; the hidden width of a perceptron.</param>
    /// <param name="outputs">Size P of the shared space.</param>
    /// <param name="bias">Whether dense layers have a bias.</param>
    /// <returns>A module from (N, F) to (N, P), or null for none.</returns>
    public static Module<Tensor, Tensor>? Create(ProjectionKind kind, int features, int outputs, bool bias) => kind switch
    {
        ProjectionKind.None => null,
        ProjectionKind.Linear => Linear(features, outputs, hasBias: bias),
        _ => Sequential(("0", Linear(features, features, hasBias: bias)), ("1", ReLU()), ("2", Linear(features, outputs, hasBias: bias))),
    };
}
