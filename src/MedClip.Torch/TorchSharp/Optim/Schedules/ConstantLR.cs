namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the rates by a factor for the first epochs.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="factor">Factor.</param>
            /// <param name="total_iters">Epochs that it holds for.</param>
            /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
            /// <param name="verbose">Whether each change is written to the trace.</param>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Multiplies the rates by a factor for the first epochs.</summary>
                public class ConstantLR : LRScheduler
                {
                    private readonly double share;
                    private readonly int epochs;

                    /// <summary>The schedule, at its first epoch.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="factor">Factor.</param>
                    /// <param name="total_iters">Epochs that it holds for.</param>
                    /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                    /// <param name="verbose">Whether each change is written to the trace.</param>
                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (share, epochs) = (factor, total_iters);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Present().Select(rate => rate * share) : _last_epoch == epochs ? Present().Select(rate => rate / share) : Present();

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => _base_lrs.Select(rate => _last_epoch < epochs ? rate * share : rate);
                }
            }
        }
    }
}
