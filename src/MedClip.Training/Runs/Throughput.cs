namespace MedClip.Training;

/// <summary>Counts what went through since the start, and how long was waited for it.</summary>
/// <param name="clock">The clock.</param>
/// <param name="ranks">Processes that each have such a share of every batch.</param>
internal sealed class Throughput(TimeProvider clock, int ranks)
{
    private readonly long start = clock.GetTimestamp();
    private TimeSpan waited;
    private long images;
    private long sentences;
    private long steps;

    public T Waiting<T>(Func<T> wait)
    {
        long before = clock.GetTimestamp();
        T result = wait();
        waited += clock.GetElapsedTime(before);
        return result;
    }

    public TrainingProgress Report(
        TrainingState state, int epoch, int epochs, long totalSteps, StepResult last, BatchGroup batches, ValidationResult? validation)
    {
        (images, sentences, steps) = (images + ((long)batches.Images * ranks), sentences + ((long)batches.Texts * ranks), steps + 1);
        double seconds = Math.Max(1e-9, clock.GetElapsedTime(start).TotalSeconds);
        return new TrainingProgress(
            epoch, epochs, state.Step, totalSteps, last, state.SmoothedLoss, images / seconds, sentences / seconds,
            Math.Min(1, waited.TotalSeconds / seconds), TimeSpan.FromSeconds(seconds / steps * (totalSteps - state.Step)), validation);
    }
}
