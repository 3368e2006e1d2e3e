using System.ComponentModel.DataAnnotations;

namespace MedClip.Training;

/// <summary>The learning rate's course over the run.</summary>
public sealed class ScheduleOptions
{
    /// <summary>The shape after the warm-up. Default <see cref="ScheduleKind.Cosine"/>.</summary>
    public ScheduleKind Kind { get; set; } = ScheduleKind.Cosine;

    /// <summary>Share of all steps that warm up. Default 0.1.</summary>
    [Range(0, 1)]
    public double WarmupRatio { get; set; } = 0.1;

    /// <summary>The schedule of a run.</summary>
    /// <param name="totalSteps">All optimizer steps.</param>
    public LearningRateSchedule For(long totalSteps) => new()
    {
        Kind = Kind,
        TotalSteps = totalSteps,
        WarmupSteps = LearningRateSchedule.WarmupFor(totalSteps, WarmupRatio),
        Cycles = Kind == ScheduleKind.CosineWithRestarts ? 1 : 0.5,
    };
}
