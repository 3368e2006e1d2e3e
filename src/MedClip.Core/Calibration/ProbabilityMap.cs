using System.Text.Json.Serialization;

namespace MedClip;

/// <summary>
/// A fitted map from a score to the probability that the finding is there. It says nothing about films unlike those that it was fitted on.
/// A checkpoint's manifest can hold one for each finding.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TemperatureMap), "temperature")]
[JsonDerivedType(typeof(PlattMap), "platt")]
[JsonDerivedType(typeof(IsotonicMap), "isotonic")]
public abstract record ProbabilityMap
{
    /// <summary>The probability of a score.</summary>
    /// <param name="score">A finite score or logit, on the scale that the map was fitted on.</param>
    /// <returns>A number in [0, 1].</returns>
    public abstract double Apply(double score);

    private protected static double Sigmoid(double logit) => logit >= 0 ? 1 / (1 + Math.Exp(-logit)) : Math.Exp(logit) / (1 + Math.Exp(logit));
}
