namespace MedClip.Training;

/// <summary>Writes a run's numbers into TensorBoard event files in the run folder; a new file for each start of the run.</summary>
/// <param name="clock">Gives events their wall time.</param>
public sealed class TensorBoardCallback(TimeProvider clock) : ITrainingCallback, IDisposable
{
    private EventFile? events;

    /// <inheritdoc/>
    public void Started(ITrainingControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        if (control.Run is { } run)
        {
            events?.Dispose();
            events = EventFile.In(run.TensorBoardFolder, clock);
            if (control.State.Step > 0)
            {
                events.Restart(control.State.Step + 1);
            }
        }
    }

    /// <inheritdoc/>
    public void StepMade(TrainingProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        Write("train/loss", progress.Last.Loss);
        Write("train/gradient_norm", progress.Last.GradientNorm);
        Write("train/learning_rate", progress.Last.LearningRate);
        Write("train/log_scale", progress.Last.LogScale);
        Write("speed/images_per_second", progress.ImagesPerSecond);
        Write("speed/data_wait_share", progress.DataWaitShare);

        void Write(string tag, double value) => events?.Scalar(tag, progress.Step, (float)value);
    }

    /// <inheritdoc/>
    public void Validated(ValidationMoment moment, ValidationResult result, bool isBest)
    {
        ArgumentNullException.ThrowIfNull(moment);
        ArgumentNullException.ThrowIfNull(result);
        events?.Scalar($"valid/{result.MetricName}", moment.Step, (float)result.Metric);
        foreach ((string name, double value) in result.Details)
        {
            events?.Scalar($"valid/{name}", moment.Step, (float)value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => events?.Dispose();
}
