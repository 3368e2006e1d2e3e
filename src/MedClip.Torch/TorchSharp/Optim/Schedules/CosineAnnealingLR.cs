namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Lowers the rates along half a cosine (https://arxiv.org/abs/1608.03983, without restarts).</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="T_max">Epochs until the lowest rate.</param>
            /// <param name="eta_min">The lowest rate.</param>
            /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
            /// <param name="verbose">Whether each change is written to the trace.</param>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) =>
                new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Lowers the rates along half a cosine (https://arxiv.org/abs/1608.03983, without restarts).</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    private readonly double half;
                    private readonly double lowest;

                    /// <summary>The schedule, at its first epoch.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="T_max">Epochs until the lowest rate.</param>
                    /// <param name="eta_min">The lowest rate.</param>
                    /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                    /// <param name="verbose">Whether each change is written to the trace.</param>
                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (half, lowest) = (T_max, eta_min);
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => 
                        _last_epoch == 0 ? Present()
                        : (_last_epoch - 1 - half) % (2 * half) == 0
                            ? Present().Zip(_base_lrs, (rate, start) => rate + ((start - lowest) * (1 - Math.Cos(Math.PI / half)) / 2))
                            : Present().Select(rate => ((1 + Math.Cos(Math.PI * _last_epoch / half)) / (1 + Math.Cos(Math.PI * (_last_epoch - 1) / half)) * (rate - lowest)) + lowest);

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_closed_form_lr() => 
                        _base_lrs.Select(rate => lowest + ((rate - lowest) * (1 + Math.Cos(Math.PI * _last_epoch / half)) / 2));
                }
            }
        }
    }
}
