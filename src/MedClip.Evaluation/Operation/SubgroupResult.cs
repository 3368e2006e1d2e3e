namespace MedClip.Evaluation;

/// <summary>One finding in one subgroup of films.</summary>
/// <param name="Group">The subgroup, e.g. "PA" or "60–79".</param>
/// <param name="Result">The finding's numbers within it.</param>
/// <param name="DifferenceP">The two-sided probability of so large a difference from the AUC of all other films by chance; NaN where one of them is not defined.</param>
public sealed record SubgroupResult(string Group, FindingResult Result, double DifferenceP);
