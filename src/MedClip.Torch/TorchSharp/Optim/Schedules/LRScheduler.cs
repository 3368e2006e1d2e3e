namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of learning rates: call <c>step</c> once after each epoch (or step) of the optimizer.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>A schedule of the learning rates of an optimizer's groups.</summary>
            public abstract class LRScheduler
            {
                /// <summary>Calls of step so far, the one at the start included.</summary>
                protected int _step_count;

                internal readonly Optimizer? _optimizer;
                internal readonly double[] _base_lrs = [];
                internal int _last_epoch = -1;
                private readonly bool verbose;
                private double[] last = [];

                /// <summary>A schedule that steers others.</summary>
                protected LRScheduler()
                {
                }

                /// <summary>A schedule of an optimizer; derived classes take the first step when they are ready.</summary>
                /// <param name="optimizer">The optimizer.</param>
                /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                /// <param name="verbose">Whether each change is written to <see cref="System.Diagnostics.Trace"/>.</param>
                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    (_optimizer, _last_epoch, this.verbose) = (optimizer, last_epoch, verbose);
                    if (last_epoch == -1)
                    {
                        foreach (ILearningRateController group in optimizer.ParamGroups.Where(group => group is not Modules.ParamGroup { Scheduled: true }))
                        {
                            group.InitialLearningRate = group.LearningRate;
                        }
                        foreach (Modules.ParamGroup group in optimizer.ParamGroups.OfType<Modules.ParamGroup>())
                        {
                            group.Scheduled = true;
                        }
                    }
                    _base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                }

                /// <summary>Moves on by one.</summary>
                public virtual void step() => step(null);

                /// <summary>Moves on by one, or to an epoch.</summary>
                /// <param name="epoch">The epoch; null for the next one.</param>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    Apply(epoch is null ? get_lr() : get_closed_form_lr());
                }

                /// <summary>Moves on by one; the measure is used by <see cref="ReduceLROnPlateau"/> only.</summary>
                /// <param name="current">A measure of the network.</param>
                /// <param name="epoch">The epoch; null for the next one.</param>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The rates set last, one for each group.</summary>
                public IEnumerable<double> get_last_lr() => last;

                /// <summary>The rates of the present epoch, from those of the one before.</summary>
                protected virtual IEnumerable<double> get_lr() => Present();

                /// <summary>The rates of the present epoch, from the base rates alone.</summary>
                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected double[] Present() => [.. _optimizer!.ParamGroups.Select(group => group.LearningRate)];

                private protected void Apply(IEnumerable<double> rates)
                {
                    last = [.. rates];
                    int i = 0;
                    foreach (ILearningRateController group in _optimizer!.ParamGroups)
                    {
                        group.LearningRate = last[i++];
                    }
                    if (verbose)
                    {
                        System.Diagnostics.Trace.TraceInformation($"epoch {_last_epoch}: learning rate {string.Join(", ", last)}");
                    }
                }
            }
        }
    }
}
