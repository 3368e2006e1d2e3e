using Microsoft.Extensions.Logging;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// Trains two towers: steps, validates, keeps the best, saves. A run that is killed at any moment and resumed gives the losses and
/// weights that it would have given, bit for bit, on a CPU with the same number of threads.
/// </summary>
public sealed partial class Trainer : ITrainingControl, IDisposable
{
    private readonly TrainerParts parts;
    private readonly TrainingOptions options;
    private readonly TrainingStep step;
    private readonly WeightAverage? average;
    private readonly TrainingStateFile states;
    private readonly FreezeSchedule freezing;
    private readonly RunEvents events;
    private readonly IProcessGroup? group;
    private readonly IStepExchange? exchange;
    private readonly int batchesPerStep;
    private readonly int stepsPerEpoch;
    private TrainingLog? log;
    private ValidationResult? validation;
    private bool isStopped;

    /// <summary>Composes a trainer.</summary>
    /// <param name="parts">Its parts; the model stays the caller's.</param>
    /// <exception cref="InvalidInputException">The options are wrong.</exception>
    public Trainer(TrainerParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        this.parts = parts;
        options = parts.Options;
        TrainingOptionsValidator.Check(options);
        group = parts.Group;
        exchange = parts.Exchange ?? (group is null ? null : new GroupExchange(group, options.Distributed));
        batchesPerStep = options.Optimizer.Accumulation == AccumulationRule.Mean ? options.Optimizer.AccumulationSteps : 1;
        stepsPerEpoch = ((parts.Source.StepsPerEpoch - 1) / batchesPerStep) + 1;
        Precision = parts.Precision ?? ComputePrecision.Choose(options.Precision, parts.Towers.LogScale.device);
        IContrastiveObjective objective = parts.Objective ?? options.Objective.Create(options.Behaviour);
        step = new TrainingStep(
            parts.Towers, objective, options.Optimizer, parts.Schedule ?? options.Schedule.For(TotalSteps), Precision, exchange);
        LearnedTensors learned = LearnedTensors.Of(parts.Towers, objective);
        average = options.AverageDecay > 0 ? new WeightAverage(learned.All, options.AverageDecay) : null;
        states = new TrainingStateFile(learned, step, average);
        freezing = new FreezeSchedule(parts.Towers.Module, options.Optimizer);
        events = new RunEvents(parts);
    }

    /// <inheritdoc/>
    public long TotalSteps => (long)options.Epochs * stepsPerEpoch;

    /// <summary>The number format and why it was picked.</summary>
    public ComputePrecision Precision { get; }

    /// <inheritdoc/>
    public TrainingState State { get; private set; } = new();

    /// <inheritdoc/>
    public IContrastiveTowers Towers => parts.Towers;

    /// <inheritdoc/>
    public TrainingOptions Options => options;

    /// <inheritdoc/>
    RunFolder? ITrainingControl.Run => parts.Run;

    private bool HasRunOutOfPatience => options.Validation.Patience > 0 && State.SinceBest >= options.Validation.Patience;

    /// <inheritdoc/>
    public void Stop() => isStopped = true;

    /// <summary>Trains until the end, until nothing gets better, or until cancelled.</summary>
    /// <param name="cancellation">Ends the run after the running step; the state is saved and the result returned, without an exception.</param>
    /// <returns>What the run came to. The model then is in evaluation mode and holds the averaged weights where the run averages.</returns>
    /// <exception cref="MedClipException">The loss stayed infinite or undefined for too long, or the run folder can't be written to.</exception>
    /// <exception cref="InvalidInputException">Every checkpoint to resume from is damaged.</exception>
    public TrainingResult Run(CancellationToken cancellation = default) => Together(() => RunAlike(cancellation));

    private TrainingResult RunAlike(CancellationToken cancellation)
    {
        isStopped = false;
        SeedRandom();
        AgreeOnParts();
        if (resumes && TakeUp() is { } resumed)
        {
            State = resumed;
            LogResumed(parts.Logger, State.Epoch + 1, State.Step);
        }

        try
        {
            using IDisposable? wholeBatches = SynchronisesBatchNorm ? group!.SynchroniseBatchNorm() : null;
            OpenLog();
            events.Started(this);
            TrainingOutcome outcome = Loop(cancellation);
            average?.Adopt();
            parts.Towers.Module.eval();
            var result = new TrainingResult(outcome, State.Epoch, State.Step, State.SmoothedLoss, State.BestMetric, State.BestEpoch);
            events.Ended(result);
            return result;
        }
        finally
        {
            log?.Dispose();
            log = null;
            events.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        step.Dispose();
        average?.Dispose();
        log?.Dispose();
        if (parts.Exchange is null)
        {
            (exchange as IDisposable)?.Dispose();
        }
    }

    private TrainingOutcome Loop(CancellationToken cancellation)
    {
        var throughput = new Throughput(parts.Clock, group?.Size ?? 1);
        while (State.Epoch < options.Epochs)
        {
            if (HasRunOutOfPatience)
            {
                return TrainingOutcome.StoppedEarly;
            }

            EpochEnd end = TrainEpoch(throughput, cancellation);
            if (end == EpochEnd.RolledBack)
            {
                continue;
            }

            if (end == EpochEnd.Cancelled || !ValidateAndKeep(cancellation))
            {
                SaveLast();
                return StopAsked(cancellation) == StopRequest.Cancel ? TrainingOutcome.Cancelled : TrainingOutcome.StoppedEarly;
            }
        }

        return TrainingOutcome.Completed;
    }

    private EpochEnd TrainEpoch(Throughput throughput, CancellationToken cancellation)
    {
        int epoch = State.Epoch;
        parts.Towers.Module.train();
        freezing.Apply(epoch);
        step.RateFactor = State.RateFactor;
        using IEnumerator<TrainingBatch> batches = parts.Source.Read(epoch, State.StepInEpoch * batchesPerStep, CancellationToken.None).GetEnumerator();
        while (State.Epoch == epoch)
        {
            if (StopAsked(cancellation) != StopRequest.None)
            {
                return EpochEnd.Cancelled;
            }

            using BatchGroup shares = throughput.Waiting(() => NextBatches(batches, epoch));
            StepResult result = step.Run(shares.Batches, State.Step);
            State = State.After(result, stepsPerEpoch);
            if (result.Skipped && !GoesOnAfterSkip(result))
            {
                return EpochEnd.RolledBack;
            }

            if (!result.Skipped)
            {
                average?.Update();
            }

            TrainingProgress progress = throughput.Report(State, epoch + 1, options.Epochs, TotalSteps, result, shares, validation);
            events.Guard(() => log?.Step(progress));
            events.StepMade(progress);
            if (options.Checkpoint.EverySteps > 0 && State.Step % options.Checkpoint.EverySteps == 0 && State.StepInEpoch > 0)
            {
                SaveLast();
            }
        }

        return EpochEnd.Done;
    }

    private BatchGroup NextBatches(IEnumerator<TrainingBatch> batches, int epoch)
    {
        int wanted = Math.Min(batchesPerStep, parts.Source.StepsPerEpoch - (State.StepInEpoch * batchesPerStep));
        var shares = new BatchGroup();
        for (int i = 0; i < wanted; i++)
        {
            if (!batches.MoveNext())
            {
                shares.Dispose();
                throw new InvalidOperationException(
                    $"The batch source ended epoch {epoch + 1} after step {State.StepInEpoch} of {stepsPerEpoch}.");
            }

            shares.Add(batches.Current);
        }

        return shares;
    }

    private void OpenLog()
    {
        log?.Dispose();
        log = parts.Run is { } kept ? events.Guard(() => new TrainingLog(kept.LogFile, State.Step)) : null;
    }

    private enum EpochEnd
    {
        Done,
        Cancelled,
        RolledBack,
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Resumed in epoch {Epoch} after step {Step}.")]
    private static partial void LogResumed(ILogger logger, int epoch, long step);
}
