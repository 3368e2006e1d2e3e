namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the present rates by a function of the epoch.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="lr_lambda">Epoch → factor of the present rate.</param>
            /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
            /// <param name="verbose">Whether each change is written to the trace.</param>
            public static LRScheduler MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) =>
                new impl.MultiplicativeLR(optimizer, lr_lambda, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Multiplies the present rates by a function of the epoch.</summary>
                public class MultiplicativeLR : LRScheduler
                {
                    private readonly Func<int, double>[] functions;

                    /// <summary>The schedule, at its first epoch.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="lr_lambda">Epoch → factor of the present rate.</param>
                    /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                    /// <param name="verbose">Whether each change is written to the trace.</param>
                    public MultiplicativeLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        ArgumentNullException.ThrowIfNull(lr_lambda);
                        functions = [.. Enumerable.Repeat(lr_lambda, _base_lrs.Length)];
                        step();
                    }

                    /// <summary>The schedule, at its first epoch, with a function for each group.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="lr_lambdas">Epoch → factor of the present rate. One for each group.</param>
                    /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                    /// <param name="verbose">Whether each change is written to the trace.</param>
                    /// <exception cref="ArgumentException">There are more or fewer functions than groups.</exception>
                    public MultiplicativeLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        functions = [.. lr_lambdas];
                        if (functions.Length != _base_lrs.Length)
                        {
                            throw new ArgumentException($"{functions.Length} functions for {_base_lrs.Length} groups", nameof(lr_lambdas));
                        }
                        step();
                    }

                    /// <inheritdoc/>
                    protected override IEnumerable<double> get_lr() => _last_epoch == 0 ? Present() : Present().Zip(functions, (rate, function) => rate * function(_last_epoch));
                }
            }
        }
    }
}
