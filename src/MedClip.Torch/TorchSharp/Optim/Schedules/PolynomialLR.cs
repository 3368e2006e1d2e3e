namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lowers the rates to zero along a polynomial.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="total_iters">Epochs until zero.</param>
            /// <param name="power">Degree.</param>
            /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
            /// <param name="verbose">Whether each change is written to the trace.</param>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) =>
                new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Lowers the rates to zero along a polynomial.</summary>
                public class PolynomialLR : LRScheduler
                {
                    private readonly int epochs;
                    private readonly double degree;

                    /// <summary>The schedule, at its first epoch.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="total_iters">Epochs until zero.</param>
                    /// <param name="power">Degree.</param>
                    /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                    /// <param name="verbose">Whether each change is written to the trace.</param>
                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (epochs, degree) = (total_iters, power);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => 
                        _last_epoch == 0 || _last_epoch > epochs ? Present()
                        : Present().Select(rate => rate * Math.Pow((1.0 - ((double)_last_epoch / epochs)) / (1.0 - ((_last_epoch - 1.0) / epochs)), degree));

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => 
                        _base_lrs.Select(rate => rate * Math.Pow(1.0 - ((double)Math.Min(epochs, _last_epoch) / epochs), degree));
                }
            }
        }
    }
}
