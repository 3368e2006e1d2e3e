namespace MedClip.Training;

/// <summary>
/// The learning rate of each optimizer step as a factor of the full rate: a linear warm-up from 0, then one of several shapes.
/// The numbers are those of the schedules of the transformers library (https://huggingface.co/docs/transformers/main_classes/optimizer_schedules).
/// The first step of a warm-up has rate 0: weights stay, the optimizer's moments move.
/// </summary>
public sealed record LearningRateSchedule
{
    /// <summary>The shape after the warm-up.</summary>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Cosine;

    /// <summary>Steps of the warm-up; 0 for none.</summary>
    public long WarmupSteps { get; init; }

    /// <summary>All steps, warm-up included; beyond them falling shapes stay at their end (a cosine of a whole wave swings on).</summary>
    public required long TotalSteps { get; init; }

    /// <summary>Waves of a cosine (0.5 = from the full rate to 0) or, with restarts, how often it falls.</summary>
    public double Cycles { get; init; } = 0.5;

    /// <summary>The exponent of <see cref="ScheduleKind.Polynomial"/>.</summary>
    public double Power { get; init; } = 1;

    /// <summary>The last factor of <see cref="ScheduleKind.Polynomial"/>: the end rate divided by the full rate.</summary>
    public double EndFactor { get; init; }

    /// <summary>The time scale of <see cref="ScheduleKind.InverseSquareRoot"/> in steps; null takes the warm-up's length, or 10,000 without one.</summary>
    public long? TimeScale { get; init; }

    /// <summary>The warm-up's length for a share of all steps: the next whole number in floating point, as the released code takes it.</summary>
    /// <param name="totalSteps">All steps.</param>
    /// <param name="ratio">The share, in [0, 1].</param>
    public static long WarmupFor(long totalSteps, double ratio) => (long)Math.Ceiling(totalSteps * ratio);

    /// <summary>The factor of a step.</summary>
    /// <param name="step">The optimizer step, from 0.</param>
    /// <returns>A factor, usually in [0, 1].</returns>
    public double Factor(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (Kind == ScheduleKind.Constant)
        {
            return 1;
        }

        if (step < WarmupSteps)
        {
            return step / (double)Math.Max(1, WarmupSteps);
        }

        double progress = (step - WarmupSteps) / (double)Math.Max(1, TotalSteps - WarmupSteps);
        return Kind switch
        {
            ScheduleKind.Linear => Math.Max(0, (TotalSteps - step) / (double)Math.Max(1, TotalSteps - WarmupSteps)),
            ScheduleKind.Cosine => Math.Max(0, 0.5 * (1 + Math.Cos(Math.PI * Cycles * 2 * progress))),
            ScheduleKind.CosineWithRestarts => progress >= 1 ? 0 : Math.Max(0, 0.5 * (1 + Math.Cos(Math.PI * (Cycles * progress % 1)))),
            ScheduleKind.InverseSquareRoot => InverseSquareRoot(step),
            ScheduleKind.Polynomial => Polynomial(step),
            _ => 1,
        };
    }

    private double InverseSquareRoot(long step)
    {
        double scale = TimeScale ?? (WarmupSteps > 0 ? WarmupSteps : 10_000);
        return 1 / Math.Sqrt((step + scale - WarmupSteps) / scale);
    }

    private double Polynomial(long step)
    {
        if (step > TotalSteps || TotalSteps == WarmupSteps)
        {
            return EndFactor;
        }

        double left = 1 - ((step - WarmupSteps) / (double)(TotalSteps - WarmupSteps));
        return ((1 - EndFactor) * Math.Pow(left, Power)) + EndFactor;
    }
}
