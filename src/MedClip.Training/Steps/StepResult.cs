namespace MedClip.Training;

/// <summary>What one optimizer step did.</summary>
/// <param name="Loss">The loss of the batch before the step; the mean over accumulated batches.</param>
/// <param name="GradientNorm">The global gradient norm before clipping.</param>
/// <param name="LearningRate">The full learning rate times the schedule's factor.</param>
/// <param name="LogScale">The log-scale in this step's forward.</param>
/// <param name="Skipped">Whether loss or gradients were infinite or undefined, so that no weight moved.</param>
/// <param name="LossScale">What the loss was multiplied by for its gradient's sake; 1 without loss scaling.</param>
public sealed record StepResult(double Loss, double GradientNorm, double LearningRate, double LogScale, bool Skipped, double LossScale = 1)
{
    /// <summary>Whether a skipped step is no sign of trouble: the loss scale was too high for float16, and is lower now.</summary>
    public bool IsOverflow => Skipped && LossScale > 1;
}
