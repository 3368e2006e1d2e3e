namespace MedClip.Training;

/// <summary>When a validation happens.</summary>
/// <param name="Epoch">Epochs completed.</param>
/// <param name="Step">Optimizer steps made.</param>
public sealed record ValidationMoment(int Epoch, long Step);
