namespace MedClip.Training;

/// <summary>Where a run stands, reported after each step.</summary>
/// <param name="Epoch">The running epoch, from 1.</param>
/// <param name="Epochs">All epochs.</param>
/// <param name="Step">Optimizer steps made, over all epochs.</param>
/// <param name="TotalSteps">All optimizer steps.</param>
/// <param name="Last">The last step.</param>
/// <param name="SmoothedLoss">The loss, averaged over about the last 50 steps.</param>
/// <param name="ImagesPerSecond">Images a second since this start of the run.</param>
/// <param name="SentencesPerSecond">Sentences a second since this start of the run.</param>
/// <param name="DataWaitShare">Share of the time spent waiting for data, in [0, 1].</param>
/// <param name="TimeLeft">The time that the remaining steps will take at this speed.</param>
/// <param name="Validation">The last validation, if there was one.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, long Step, long TotalSteps, StepResult Last, double SmoothedLoss, double ImagesPerSecond,
    double SentencesPerSecond, double DataWaitShare, TimeSpan TimeLeft, ValidationResult? Validation);
