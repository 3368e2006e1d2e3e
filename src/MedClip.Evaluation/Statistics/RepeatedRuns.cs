using MathNet.Numerics.Statistics;

namespace MedClip.Evaluation;

/// <summary>A number measured several times, with other seeds or other prompts.</summary>
/// <param name="Values">The measurements.</param>
public sealed record RepeatedRuns(IReadOnlyList<double> Values)
{
    /// <summary>Their mean; NaN without measurements.</summary>
    public double Mean => Values.Mean();

    /// <summary>The standard deviation with n − 1: what “mean ± sd” means in the paper's tables. NaN for fewer than two.</summary>
    public double StandardDeviation => Values.StandardDeviation();

    /// <summary>The standard deviation with n.</summary>
    public double PopulationStandardDeviation => Values.PopulationStandardDeviation();
}
