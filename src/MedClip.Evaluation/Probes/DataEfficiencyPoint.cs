namespace MedClip.Evaluation;

/// <summary>A point of the curve of <see cref="DataEfficiency"/>.</summary>
/// <param name="Share">The share of the patients.</param>
/// <param name="Films">Films of the largest draw.</param>
/// <param name="MeanAuc">The mean AUC of each draw.</param>
public sealed record DataEfficiencyPoint(double Share, int Films, RepeatedRuns MeanAuc);
