namespace MedClip.Training;

/// <summary>
/// Measures a model on validation patients, so that the best checkpoint can be chosen without touching a test split.
/// Implemented by MedClip.Evaluation.
/// </summary>
public interface IValidator
{
    /// <summary>Measures.</summary>
    /// <param name="towers">The model, in evaluation mode, its averaged weights in place where the run averages.</param>
    /// <param name="moment">Where the run stands.</param>
    /// <param name="cancellation">Ends early with <see cref="OperationCanceledException"/>.</param>
    ValidationResult Validate(IContrastiveTowers towers, ValidationMoment moment, CancellationToken cancellation);
}
