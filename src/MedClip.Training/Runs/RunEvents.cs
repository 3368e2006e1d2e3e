namespace MedClip.Training;

/// <summary>Tells callbacks and progress what happens, and turns a run folder that can't be written to into a clear error.</summary>
internal sealed class RunEvents : IDisposable
{
    private readonly TrainerParts parts;
    private readonly ITrainingCallback[] callbacks;
    private readonly TensorBoardCallback? tensorBoard;

    public RunEvents(TrainerParts parts)
    {
        this.parts = parts;
        tensorBoard = parts.Run is not null && parts.Options.TensorBoard ? new TensorBoardCallback(parts.Clock) : null;
        callbacks = tensorBoard is null ? [.. parts.Callbacks] : [tensorBoard, .. parts.Callbacks];
    }

    public void Started(ITrainingControl control) => Tell(callback => callback.Started(control));

    public void StepMade(TrainingProgress progress)
    {
        Tell(callback => callback.StepMade(progress));
        parts.Progress?.Report(progress);
    }

    public void Validated(ValidationMoment moment, ValidationResult result, bool isBest) => Tell(callback => callback.Validated(moment, result, isBest));

    public void Saved(string path) => Tell(callback => callback.Saved(path));

    public void Ended(TrainingResult result) => Tell(callback => callback.Ended(result));

    /// <exception cref="MedClipException">The disk is full or the folder can't be written to.</exception>
    public void Guard(Action write) => Guard(() =>
    {
        write();
        return true;
    });

    /// <exception cref="MedClipException">The disk is full or the folder can't be written to.</exception>
    public T Guard<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException && parts.Run is not null)
        {
            throw new MedClipException(
                $"{parts.Run.Path}: the run can't be written to: {error.Message.TrimEnd('.')}. The last whole checkpoint is kept; make room, or mend the folder, and resume (--resume).", error);
        }
    }

    public void Dispose() => tensorBoard?.Dispose();

    private void Tell(Action<ITrainingCallback> what) => Guard(() => Array.ForEach(callbacks, what));
}
