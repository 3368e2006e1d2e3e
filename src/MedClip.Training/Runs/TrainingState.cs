namespace MedClip.Training;

/// <summary>Where a run stands, besides its tensors: enough to go on as if it had never stopped.</summary>
public sealed record TrainingState
{
    /// <summary>Version of this record's layout.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The epoch to go on in, from 0.</summary>
    public int Epoch { get; init; }

    /// <summary>The step of that epoch to go on with, from 0.</summary>
    public int StepInEpoch { get; init; }

    /// <summary>Optimizer steps made.</summary>
    public long Step { get; init; }

    /// <summary>The smoothed loss.</summary>
    public double SmoothedLoss { get; init; }

    /// <summary>Consecutive skipped steps.</summary>
    public int Skipped { get; init; }

    /// <summary>Name of the validation metric.</summary>
    public string? MetricName { get; init; }

    /// <summary>The validation metric of the best checkpoint.</summary>
    public double? BestMetric { get; init; }

    /// <summary>The highest validation metric so far; a later checkpoint within one standard error of it is the best one.</summary>
    public double? HighestMetric { get; init; }

    /// <summary>The epoch of the best metric, from 1.</summary>
    public int BestEpoch { get; init; }

    /// <summary>Validations since the best.</summary>
    public int SinceBest { get; init; }

    /// <summary>Processes whose random states were saved.</summary>
    public int Ranks { get; init; } = 1;

    /// <summary>Updates of the moving average.</summary>
    public long AverageUpdates { get; init; }

    /// <summary>What learning rates are multiplied by; below 1 after the run was taken back.</summary>
    public double RateFactor { get; init; } = 1;

    /// <summary>How often the run was taken back to a checkpoint because its loss went astray.</summary>
    public int Rollbacks { get; init; }

    /// <summary>The loss scale of float16; null without.</summary>
    public double? LossScale { get; init; }

    /// <summary>Good steps since the loss scale changed.</summary>
    public int LossScaleGoodSteps { get; init; }

    /// <summary>Optimizer steps of each parameter.</summary>
    public IReadOnlyDictionary<string, long> OptimizerSteps { get; init; } = new Dictionary<string, long>();

    /// <summary>The state after a step.</summary>
    internal TrainingState After(StepResult result, int stepsPerEpoch)
    {
        bool ends = StepInEpoch + 1 == stepsPerEpoch;
        double decay = Math.Min(0.98, Step / (Step + 1.0));
        return this with
        {
            Step = Step + 1,
            StepInEpoch = ends ? 0 : StepInEpoch + 1,
            Epoch = ends ? Epoch + 1 : Epoch,
            Skipped = !result.Skipped ? 0 : result.IsOverflow ? Skipped : Skipped + 1,
            SmoothedLoss = result.Skipped ? SmoothedLoss : (decay * SmoothedLoss) + ((1 - decay) * result.Loss),
        };
    }

    /// <summary>The state after a validation of the epochs completed.</summary>
    internal TrainingState After(ValidationResult result) => IsBest(result)
        ? this with
        {
            MetricName = result.MetricName, BestMetric = result.Metric, HighestMetric = Math.Max(result.Metric, HighestMetric ?? result.Metric),
            BestEpoch = Epoch, SinceBest = 0,
        }
        : this with { SinceBest = SinceBest + 1 };

    internal bool IsBest(ValidationResult result) => !double.IsNaN(result.Metric) && (HighestMetric is not { } highest || result.Metric > highest - result.StandardError);
}
