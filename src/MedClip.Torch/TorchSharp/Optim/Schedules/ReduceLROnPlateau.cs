namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lowers the rates when a measure has stopped getting better.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="mode"><c>min</c>: lower is better; <c>max</c>: higher is.</param>
            /// <param name="factor">What the rates are multiplied by.</param>
            /// <param name="patience">Epochs without a better measure that are waited for.</param>
            /// <param name="threshold">How much better counts.</param>
            /// <param name="threshold_mode"><c>rel</c>: the threshold is a share of the best measure; <c>abs</c>: a difference.</param>
            /// <param name="cooldown">Epochs after a change in which nothing is counted.</param>
            /// <param name="min_lr">Lowest rate: one for all groups, or one for each; 0 when absent.</param>
            /// <param name="eps">Changes smaller than this are left out.</param>
            /// <param name="verbose">Whether each change is written to the trace.</param>
            public static LRScheduler ReduceLROnPlateau(
                Optimizer optimizer,
                string mode = "min",
                double factor = 0.1,
                int patience = 10,
                double threshold = 1e-4,
                string threshold_mode = "rel",
                int cooldown = 0,
                IList<double>? min_lr = null,
                double eps = 1e-8,
                bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            public static partial class impl
            {
                /// <summary>Lowers the rates when a measure has stopped getting better.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool lower;
                    private readonly bool relative;
                    private readonly double share;
                    private readonly double margin;
                    private readonly double smallest;
                    private readonly int wait;
                    private readonly int rest;
                    private readonly double[] floors;
                    private double best;
                    private int bad;
                    private int resting;

                    /// <inheritdoc cref="lr_scheduler.ReduceLROnPlateau"/>
                    /// <exception cref="ArgumentException">A mode that is unknown, a factor of 1 or more, or more or fewer lowest rates than groups.</exception>
                    public ReduceLROnPlateau(
                        Optimizer optimizer,
                        string mode = "min",
                        double factor = 0.1,
                        int patience = 10,
                        double threshold = 1e-4,
                        string threshold_mode = "rel",
                        int cooldown = 0,
                        IList<double>? min_lr = null,
                        double eps = 1e-8,
                        bool verbose = false)
                        : base(optimizer, 0, verbose)
                    {
                        if (mode is not ("min" or "max") || threshold_mode is not ("rel" or "abs") || factor >= 1)
                        {
                            throw new ArgumentException("the mode is min or max, the threshold's rel or abs, and the factor below 1", nameof(mode));
                        }
                        (lower, relative, share, margin, smallest) = (mode == "min", threshold_mode == "rel", factor, threshold, eps);
                        (wait, rest, best) = (patience, cooldown, mode == "min" ? double.PositiveInfinity : double.NegativeInfinity);
                        double[] rates = Present();
                        floors = min_lr switch
                        {
                            null => new double[rates.Length],
                            { Count: 1 } => [.. Enumerable.Repeat(min_lr[0], rates.Length)],
                            _ when min_lr.Count == rates.Length => [.. min_lr],
                            _ => throw new ArgumentException($"{min_lr.Count} lowest rates for {rates.Length} groups", nameof(min_lr)),
                        };
                        Apply(rates);
                    }

                    /// <summary>Refused: this schedule needs a measure.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step() => throw Needs();

                    /// <summary>Refused: this schedule needs a measure.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step(int? epoch) => throw Needs();

                    /// <summary>Takes the measure of an epoch into account.</summary>
                    /// <param name="current">The measure.</param>
                    /// <param name="epoch">The epoch; null for the next one.</param>
                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        _last_epoch = epoch ?? _last_epoch + 1;
                        bool better = IsBetter(current);
                        best = better ? current : best;
                        bad = better ? 0 : bad + 1;
                        if (resting > 0)
                        {
                            (resting, bad) = (resting - 1, 0);
                        }
                        if (bad > wait)
                        {
                            (resting, bad) = (rest, 0);
                            Apply(Present().Zip(floors, (rate, floor) => rate - Math.Max(rate * share, floor) > smallest ? Math.Max(rate * share, floor) : rate));
                        }
                    }

                    private bool IsBetter(double current) => (lower, relative) switch
                    {
                        (true, true) => current < best * (1 - margin),
                        (true, false) => current < best - margin,
                        (false, true) => current > best * (1 + margin),
                        (false, false) => current > best + margin,
                    };

                    private static InvalidOperationException Needs() => new("this schedule needs a measure: call step(measure)");
                }
            }
        }
    }
}
