namespace MedClip.Evaluation;

/// <summary>All findings in the subgroups of one attribute.</summary>
/// <param name="Attribute">What films are told apart by: view, sex or age.</param>
/// <param name="Rows">One row for each subgroup and finding.</param>
public sealed record SubgroupTable(string Attribute, IReadOnlyList<SubgroupResult> Rows);
