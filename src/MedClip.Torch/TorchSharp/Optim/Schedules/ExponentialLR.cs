namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the rates by a factor every epoch.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="gamma">Factor.</param>
            /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
            /// <param name="verbose">Whether each change is written to the trace.</param>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) =>
                new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Multiplies the rates by a factor every epoch.</summary>
                public class ExponentialLR : LRScheduler
                {
                    private readonly double factor;

                    /// <summary>The schedule, at its first epoch.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="gamma">Factor.</param>
                    /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                    /// <param name="verbose">Whether each change is written to the trace.</param>
                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        factor = gamma;
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Present() : Present().Select(rate => rate * factor);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(rate => rate * Math.Pow(factor, _last_epoch));
                }
            }
        }
    }
}
