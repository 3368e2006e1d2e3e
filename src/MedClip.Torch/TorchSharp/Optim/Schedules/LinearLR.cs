namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Moves the factor of the rates along a straight line.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="start_factor">Factor at the first epoch.</param>
            /// <param name="end_factor">Factor after <paramref name="total_iters"/> epochs.</param>
            /// <param name="total_iters">Epochs until the line ends.</param>
            /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
            /// <param name="verbose">Whether each change is written to the trace.</param>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) =>
                new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Moves the factor of the rates along a straight line.</summary>
                public class LinearLR : LRScheduler
                {
                    private readonly double start;
                    private readonly double end;
                    private readonly int epochs;

                    /// <summary>The schedule, at its first epoch.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="start_factor">Factor at the first epoch.</param>
                    /// <param name="end_factor">Factor after <paramref name="total_iters"/> epochs.</param>
                    /// <param name="total_iters">Epochs until the line ends.</param>
                    /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                    /// <param name="verbose">Whether each change is written to the trace.</param>
                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (start, end, epochs) = (start_factor, end_factor, total_iters);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => 
                        _last_epoch == 0 ? Present().Select(rate => rate * start)
                        : _last_epoch > epochs ? Present()
                        : Present().Select(rate => rate * (1 + ((end - start) / ((epochs * start) + ((_last_epoch - 1) * (end - start))))));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => 
                        _base_lrs.Select(rate => rate * (start + ((end - start) * Math.Min(epochs, _last_epoch) / epochs)));
                }
            }
        }
    }
}
