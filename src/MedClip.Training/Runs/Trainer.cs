using Microsoft.Extensions.Logging;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// Trains two towers: steps, validates, keeps the best, saves. A run that is killed at any moment and resumed gives the losses and
/// weights that it would have given, bit for bit, on a CPU with the same number of threads.
/// </summary>
public sealed partial class Trainer : IDisposable
{
    private readonly TrainerParts parts;
    private readonly TrainingOptions options;
    private readonly TrainingStep step;
    private readonly WeightAverage? average;
    private readonly TrainingStateFile states;
    private readonly int stepsPerEpoch;
    private ValidationResult? validation;

    /// <summary>Composes a trainer.</summary>
    /// <param name="parts">Its parts; the model stays the caller's.</param>
    /// <exception cref="InvalidInputException">The options are wrong.</exception>
    public Trainer(TrainerParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        this.parts = parts;
        options = parts.Options;
        TrainingOptionsValidator.Check(options);
        stepsPerEpoch = parts.Source.StepsPerEpoch;
        Precision = parts.Precision ?? ComputePrecision.Choose(options.Precision, parts.Towers.LogScale.device);
        step = new TrainingStep(
            parts.Towers, parts.Objective ?? options.Objective.Create(options.Behaviour), options.Optimizer, options.Schedule.For(TotalSteps), Precision);
        average = options.AverageDecay > 0 ? new WeightAverage(parts.Towers.Module, options.AverageDecay) : null;
        states = new TrainingStateFile(parts.Towers, step, average);
    }

    /// <summary>Optimizer steps of the whole run.</summary>
    public long TotalSteps => (long)options.Epochs * stepsPerEpoch;

    /// <summary>The number format and why it was picked.</summary>
    public ComputePrecision Precision { get; }

    /// <summary>Where the run stands.</summary>
    public TrainingState State { get; private set; } = new();

    private bool HasRunOutOfPatience => options.Validation.Patience > 0 && State.SinceBest >= options.Validation.Patience;

    /// <summary>Trains until the end, until nothing gets better, or until cancelled.</summary>
    /// <param name="cancellation">Ends the run after the running step; the state is saved and the result returned, without an exception.</param>
    /// <returns>What the run came to. The model then is in evaluation mode and holds the averaged weights where the run averages.</returns>
    /// <exception cref="MedClipException">The loss stayed infinite or undefined for too long.</exception>
    public TrainingResult Run(CancellationToken cancellation = default)
    {
        manual_seed(unchecked((long)new SeedSequence(options.Seed).For("training").Value));
        if (parts.Run is { Resumes: true } run && parts.Checkpoints.Find(run.LastCheckpoint) is { } last)
        {
            State = states.Read(last);
            LogResumed(parts.Logger, State.Epoch + 1, State.Step);
        }

        using TrainingLog? log = parts.Run is { } kept ? new TrainingLog(kept.LogFile, State.Step) : null;
        TrainingOutcome outcome = Loop(log, cancellation);
        average?.Adopt();
        parts.Towers.Module.eval();
        return new TrainingResult(outcome, State.Epoch, State.Step, State.SmoothedLoss, State.BestMetric, State.BestEpoch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        step.Dispose();
        average?.Dispose();
    }

    private TrainingOutcome Loop(TrainingLog? log, CancellationToken cancellation)
    {
        var throughput = new Throughput(parts.Clock);
        while (State.Epoch < options.Epochs)
        {
            if (HasRunOutOfPatience)
            {
                return TrainingOutcome.StoppedEarly;
            }

            if (!TrainEpoch(throughput, log, cancellation) || !ValidateAndKeep(log, cancellation))
            {
                SaveLast();
                return TrainingOutcome.Cancelled;
            }
        }

        return TrainingOutcome.Completed;
    }

    private bool TrainEpoch(Throughput throughput, TrainingLog? log, CancellationToken cancellation)
    {
        int epoch = State.Epoch;
        parts.Towers.Module.train();
        using IEnumerator<TrainingBatch> batches = parts.Source.Read(epoch, State.StepInEpoch, CancellationToken.None).GetEnumerator();
        while (State.Epoch == epoch)
        {
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            if (!throughput.Waiting(batches.MoveNext))
            {
                throw new InvalidOperationException(
                    $"The batch source ended epoch {epoch + 1} after step {State.StepInEpoch} of {stepsPerEpoch}.");
            }

            using TrainingBatch batch = batches.Current;
            StepResult result = step.Run(batch, State.Step);
            State = State.After(result, stepsPerEpoch);
            GuardAgainstSkips(result);
            if (!result.Skipped)
            {
                average?.Update();
            }

            TrainingProgress progress = throughput.Report(State, epoch + 1, options.Epochs, TotalSteps, result, batch, validation);
            log?.Step(progress);
            parts.Progress?.Report(progress);
            if (options.Checkpoint.EverySteps > 0 && State.Step % options.Checkpoint.EverySteps == 0 && State.StepInEpoch > 0)
            {
                SaveLast();
            }
        }

        return true;
    }

    private void GuardAgainstSkips(StepResult result)
    {
        if (!result.Skipped)
        {
            return;
        }

        LogSkipped(parts.Logger, State.Step, result.Loss, result.GradientNorm);
        if (State.Skipped > options.MaxSkippedSteps)
        {
            throw new MedClipException(
                $"The loss or its gradient was infinite or undefined for {State.Skipped} steps in a row, up to step {State.Step}. "
                + "Lower optimizer.learningRate, or train with precision=float32; the last checkpoint holds the weights before.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Resumed in epoch {Epoch} after step {Step}.")]
    private static partial void LogResumed(ILogger logger, int epoch, long step);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Skipped step {Step}: loss {Loss}, gradient norm {Norm}.")]
    private static partial void LogSkipped(ILogger logger, long step, double loss, double norm);
}
