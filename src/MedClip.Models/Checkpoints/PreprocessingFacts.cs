namespace MedClip.Models;

/// <summary>How films become pixels: the facts of a preprocessing, without its code.</summary>
/// <param name="Size">Height and width in pixels.</param>
/// <param name="Channels">1, or 3 equal ones.</param>
/// <param name="Mean">Subtracted from values in [0, 1].</param>
/// <param name="Std">Divided by afterwards.</param>
/// <param name="Path">The named path: <c>default</c>, <c>processor</c> or <c>evaluation</c>.</param>
public sealed record PreprocessingFacts(int Size, int Channels, double Mean, double Std, string Path)
{
    /// <summary>The mean of the released code's films.</summary>
    public const double ReferenceMean = 0.5862785803043838;

    /// <summary>The deviation of the released code's films.</summary>
    public const double ReferenceStd = 0.27950088968644304;
}
