namespace MedClip.Training;

/// <summary>What one optimizer step did.</summary>
/// <param name="Loss">The loss of the batch before the step.</param>
/// <param name="GradientNorm">The global gradient norm before clipping.</param>
/// <param name="LearningRate">The full learning rate times the schedule's factor.</param>
/// <param name="LogScale">The log-scale in this step's forward.</param>
/// <param name="Skipped">Whether loss or gradients were infinite or undefined, so that no weight moved.</param>
public sealed record StepResult(double Loss, double GradientNorm, double LearningRate, double LogScale, bool Skipped);
