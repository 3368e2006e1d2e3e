namespace MedClip.Training;

/// <summary>
/// Gives the batches of an epoch. What a batch holds depends on the source's seed, the epoch and the step alone, so that a run can
/// go on from any step.
/// </summary>
public interface ITrainingBatchSource
{
    /// <summary>Optimizer steps an epoch, at least 1.</summary>
    int StepsPerEpoch { get; }

    /// <summary>Reads the rest of an epoch.</summary>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="firstStep">The first step wanted, from 0.</param>
    /// <param name="cancellation">Ends reading ahead.</param>
    /// <returns>Batches in order; the caller disposes each.</returns>
    IEnumerable<TrainingBatch> Read(int epoch, int firstStep, CancellationToken cancellation);
}
