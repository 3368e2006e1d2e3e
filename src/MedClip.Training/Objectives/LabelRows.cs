using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>Label vectors as rows of a matrix.</summary>
internal static class LabelRows
{
    /// <summary>Scales each row to length 1. A row of zeros stays zero: it resembles nothing, itself included.</summary>
    public static Tensor Unit(Tensor labels) => labels / labels.norm(1, keepdim: true).clamp_min(1e-12);
}
