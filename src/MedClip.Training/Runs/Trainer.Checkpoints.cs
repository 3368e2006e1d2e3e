using Microsoft.Extensions.Logging;

namespace MedClip.Training;

/// <summary>Validation and saving.</summary>
public sealed partial class Trainer
{
    // False when cancelled: the epoch's weights are kept, but what was not validated is not best.
    private bool ValidateAndKeep(CancellationToken cancellation)
    {
        bool isLast = State.Epoch == options.Epochs;
        if (validates && (isLast || State.Epoch % options.Validation.EveryEpochs == 0) && !Validate(cancellation))
        {
            return false;
        }

        if (isLast || HasRunOutOfPatience || State.Epoch % options.Checkpoint.EveryEpochs == 0)
        {
            SaveLast();
        }

        if (options.Checkpoint.KeepEveryEpochs > 0 && State.Epoch % options.Checkpoint.KeepEveryEpochs == 0 && parts.Run is { } run)
        {
            Save(run.EpochCheckpoint(State.Epoch), withState: false);
            events.Guard(() => run.KeepNewestEpochs(options.Checkpoint.KeepAtMost));
        }

        return true;
    }

    private bool Validate(CancellationToken cancellation)
    {
        var moment = new ValidationMoment(State.Epoch, State.Step);
        ValidationResult? found = group is null ? Measure(moment, cancellation) : group.FromFirst(() => Measure(moment, cancellation));
        if (found is null)
        {
            return false;
        }

        validation = found;
        bool best = State.IsBest(validation);
        State = State.After(validation);
        events.Guard(() => log?.Validation(moment, validation, best));
        events.Validated(moment, validation, best);
        LogValidated(parts.Logger, State.Epoch, validation.MetricName, validation.Metric, best ? " (best so far)" : "");
        if (best && parts.Run is { } run)
        {
            Save(run.BestCheckpoint, withState: false);
        }

        return true;
    }

    // Null when cancelled.
    private ValidationResult? Measure(ValidationMoment moment, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, group?.LostToken ?? CancellationToken.None);
        parts.Towers.Module.eval();
        try
        {
            using (average?.Swap())
            {
                return parts.Validator!.Validate(parts.Towers, moment, either.Token);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return null;
        }
    }

    private void SaveLast()
    {
        CollectRandomStates();
        if (parts.Run is { } run)
        {
            if (options.Checkpoint.KeepPrevious)
            {
                Save(run.NextCheckpoint, withState: true);
                events.Guard(() => run.Promote(keepLast: !lastIsDamaged));
            }
            else
            {
                Save(run.LastCheckpoint, withState: true);
            }

            lastIsDamaged = false;
            events.Saved(run.LastCheckpoint);
        }
    }

    // A checkpoint's model holds the averaged weights, which are what is to be used; the run's state holds those that go on learning.
    private void Save(string path, bool withState)
    {
        using IDisposable? averaged = average?.Swap();
        events.Guard(() => parts.Checkpoints.Save(path, State, withState ? WriteState : null));
        LogSaved(parts.Logger, path);
        if (!withState)
        {
            events.Saved(path);
        }

        void WriteState(string folder)
        {
            averaged?.Dispose();
            states.Write(folder, State);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Epoch {Epoch}: validation {Name} {Metric:F4}{Note}.")]
    private static partial void LogValidated(ILogger logger, int epoch, string name, double metric, string note);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Saved {Path}.")]
    private static partial void LogSaved(ILogger logger, string path);
}
