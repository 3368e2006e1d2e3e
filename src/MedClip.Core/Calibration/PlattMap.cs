namespace MedClip;

/// <summary>1 / (1 + exp(a·score + b)) (Platt 1999): two parameters, so some fifty positives suffice. a is negative for a useful score.</summary>
/// <param name="A">The slope.</param>
/// <param name="B">The intercept.</param>
public sealed record PlattMap(double A, double B) : ProbabilityMap
{
    /// <inheritdoc/>
    public override double Apply(double score) => Sigmoid(-((A * score) + B));
}
