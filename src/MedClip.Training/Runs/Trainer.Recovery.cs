using Microsoft.Extensions.Logging;

namespace MedClip.Training;

/// <summary>Going on from the newest checkpoint that is whole: after a kill, or after the loss went astray.</summary>
public sealed partial class Trainer
{
    private bool lastIsDamaged;

    // True to go on; false when the run was taken back to its last checkpoint.
    private bool GoesOnAfterSkip(StepResult result)
    {
        LogSkipped(parts.Logger, State.Step, result.Loss, result.GradientNorm);
        if (State.Skipped <= options.MaxSkippedSteps)
        {
            return true;
        }

        (int skipped, long at, int rollbacks, double factor) = (State.Skipped, State.Step, State.Rollbacks + 1, State.RateFactor * options.RollbackRateFactor);
        if (rollbacks <= options.MaxRollbacks && keepsRun && TakeUp() is { } earlier)
        {
            State = earlier with { Rollbacks = rollbacks, RateFactor = factor, Skipped = 0 };
            LogRolledBack(parts.Logger, at, State.Step, factor);
            OpenLog();
            return false;
        }

        throw new MedClipException(
            $"The loss or its gradient was infinite or undefined for {skipped} steps in a row, up to step {at}{(rollbacks > 1 ? $", after going back {rollbacks - 1} times" : "")}. "
            + "Lower optimizer.learningRate, or train with precision=float32; the last checkpoint holds the weights before.");
    }

    // The newest state that is whole; null when there is no checkpoint at all.
    private TrainingState? TakeUpNewest()
    {
        InvalidInputException? damage = null;
        string? remark = null;
        foreach (string path in parts.Run!.ResumeOrder)
        {
            string? folder = parts.Checkpoints.Find(path);
            if (folder is null && !Directory.Exists(path))
            {
                remark ??= path == parts.Run.LastCheckpoint ? $"{path} is gone" : null;
                continue;
            }

            try
            {
                parts.Checkpoints.Verify(folder ?? throw InvalidInputException.At(path, null, "is not complete: a file is missing or cut."));
                TrainingState state = states.Read(folder);
                if ((damage?.Message ?? remark) is { } reason)
                {
                    LogFellBack(parts.Logger, path, state.Step, reason);
                }

                return state;
            }
            catch (InvalidInputException error)
            {
                lastIsDamaged |= path == parts.Run.LastCheckpoint;
                damage ??= error;
            }
        }

        if (damage is not null)
        {
            throw damage;
        }

        if (File.Exists(parts.Run.LogFile))
        {
            LogNothingLeft(parts.Logger, parts.Run.Path);
        }

        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Skipped step {Step}: loss {Loss}, gradient norm {Norm}.")]
    private static partial void LogSkipped(ILogger logger, long step, double loss, double norm);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The loss went astray up to step {At}; going back to step {Step} with learning rates times {Factor}.")]
    private static partial void LogRolledBack(ILogger logger, long at, long step, double factor);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The newest checkpoint can't be used ({Reason}); going on from {Path}, step {Step}.")]
    private static partial void LogFellBack(ILogger logger, string path, long step, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} holds a run but no checkpoint to go on from; starting from the beginning.")]
    private static partial void LogNothingLeft(ILogger logger, string path);
}
