namespace MedClip.Evaluation;

/// <summary>The paired comparison of two AUCs; see <see cref="DeLong.Compare"/>.</summary>
/// <param name="Difference">First minus second.</param>
/// <param name="Variance">The variance of the difference.</param>
/// <param name="Z">The difference in standard errors; 0 for two equal AUCs.</param>
/// <param name="P">The two-sided probability of so large a difference by chance; 1 for two equal AUCs.</param>
/// <param name="Confidence">The interval of the difference.</param>
public sealed record AucComparison(double Difference, double Variance, double Z, double P, Interval Confidence);
