namespace MedClip;

/// <summary>What a class name of a data set means in terms of the 14 findings.</summary>
/// <param name="Finding">The finding that the class is; null when none of the 14 covers it (emphysema, COVID-19, …).</param>
/// <param name="BlocksNoFinding">Whether a film of this class cannot be "No Finding". False for No Finding itself and for support devices.</param>
public readonly record struct FindingAlias(Finding? Finding, bool BlocksNoFinding);
