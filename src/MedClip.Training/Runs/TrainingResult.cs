namespace MedClip.Training;

/// <summary>What a run came to.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Epochs">Epochs completed, those before a resume included.</param>
/// <param name="Steps">Optimizer steps made.</param>
/// <param name="SmoothedLoss">The smoothed loss at the end.</param>
/// <param name="BestMetric">The best validation metric; null without validation.</param>
/// <param name="BestEpoch">The epoch of the best metric, from 1; 0 without validation.</param>
public sealed record TrainingResult(TrainingOutcome Outcome, int Epochs, long Steps, double SmoothedLoss, double? BestMetric, int BestEpoch);
