namespace MedClip.Evaluation;

/// <summary>How good decisions were.</summary>
/// <param name="Accuracy">The share of right decisions.</param>
/// <param name="Macro">Means over the classes seen in truth or decision.</param>
/// <param name="Auc">The AUC where one score ranks the cases; else null.</param>
public sealed record DecisionSummary(double Accuracy, ClassAverages Macro, double? Auc);
