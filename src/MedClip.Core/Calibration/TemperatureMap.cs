namespace MedClip;

/// <summary>σ(score / T) (Guo et al. 2017, https://arxiv.org/abs/1706.04599, section 4.2): keeps the order and the sign of a logit.</summary>
/// <param name="Temperature">T &gt; 0; above 1 softens.</param>
public sealed record TemperatureMap(double Temperature) : ProbabilityMap
{
    /// <inheritdoc/>
    public override double Apply(double score) => Sigmoid(score / Temperature);
}
