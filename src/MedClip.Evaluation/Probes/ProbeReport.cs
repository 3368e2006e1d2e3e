namespace MedClip.Evaluation;

/// <summary>What a report shows of a linear probe.</summary>
/// <param name="TrainFilms">Films that it was fitted on.</param>
/// <param name="Strengths">The chosen C by finding.</param>
/// <param name="Result">How its scores rank the test films.</param>
/// <param name="Efficiency">The curve over shares of the training patients; may be empty.</param>
public sealed record ProbeReport(
    int TrainFilms, IReadOnlyDictionary<string, double> Strengths, ZeroShotResult Result, IReadOnlyList<DataEfficiencyPoint> Efficiency)
{
    /// <summary>What stands on the frozen embeddings, as the report says it.</summary>
    public string Head { get; init; } = "Logistic regressions";
}
