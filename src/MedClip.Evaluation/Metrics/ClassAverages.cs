namespace MedClip.Evaluation;

/// <summary>Means over classes.</summary>
/// <param name="Precision">Mean precision, in [0, 1].</param>
/// <param name="Recall">Mean recall, in [0, 1].</param>
/// <param name="F1">Mean F1, in [0, 1]; the mean of F1s, not the F1 of the means.</param>
public readonly record struct ClassAverages(double Precision, double Recall, double F1);
