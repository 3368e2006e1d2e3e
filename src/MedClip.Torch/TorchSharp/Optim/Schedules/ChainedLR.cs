namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Several schedules of one optimizer at once, each working on what the one before left.</summary>
            /// <param name="schedulers">The schedules.</param>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);

            public static partial class impl
            {
                /// <summary>Several schedules of one optimizer at once, each working on what the one before left.</summary>
                public class ChainedLR : LRScheduler
                {
                    private readonly LRScheduler[] chain;

                    /// <summary>The chain.</summary>
                    /// <param name="schedulers">The schedules.</param>
                    /// <exception cref="ArgumentException">No schedules, or of different optimizers.</exception>
                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                        : base(First(schedulers), 0)
                    {
                        chain = [.. schedulers];
                        if (chain.Any(schedule => !ReferenceEquals(schedule._optimizer, _optimizer)))
                        {
                            throw new ArgumentException("the schedules belong to different optimizers", nameof(schedulers));
                        }
                        Apply(Present());
                    }

                    /// <summary>Moves every schedule on by one.</summary>
                    public override void step()
                    {
                        _step_count++;
                        _last_epoch++;
                        foreach (LRScheduler schedule in chain)
                        {
                            schedule.step();
                        }
                        Apply(Present());
                    }

                    private static Optimizer First(IEnumerable<LRScheduler> schedulers) =>
                        schedulers?.FirstOrDefault()?._optimizer ?? throw new ArgumentException("there is no schedule", nameof(schedulers));
                }
            }
        }
    }
}
