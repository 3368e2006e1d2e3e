namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>One schedule after the other, for example a warm-up and a decay.</summary>
            /// <param name="optimizer">The optimizer.</param>
            /// <param name="schedulers">The schedules, in order.</param>
            /// <param name="milestones">The epochs at which the second, third, … take over.</param>
            /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) =>
                new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            public static partial class impl
            {
                /// <summary>One schedule after the other.</summary>
                public class SequentialLR : LRScheduler
                {
                    private readonly LRScheduler[] schedules;
                    private readonly int[] starts;

                    /// <summary>The sequence, at its first epoch.</summary>
                    /// <param name="optimizer">The optimizer.</param>
                    /// <param name="schedulers">The schedules, in order.</param>
                    /// <param name="milestones">The epochs at which the second, third, … take over.</param>
                    /// <param name="last_epoch">Epochs behind when a run is taken up again; -1 for a new one.</param>
                    /// <exception cref="ArgumentException">Not one milestone less than schedules, or schedules of another optimizer.</exception>
                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1)
                        : base(optimizer, last_epoch == -1 ? 0 : last_epoch)
                    {
                        schedules = [.. schedulers];
                        starts = [.. milestones];
                        if (starts.Length != schedules.Length - 1 || schedules.Any(schedule => !ReferenceEquals(schedule._optimizer, optimizer)))
                        {
                            throw new ArgumentException("a sequence has schedules of one optimizer and a milestone between each two", nameof(milestones));
                        }
                        if (last_epoch == -1)
                        {
                            // Each schedule took its first step when it was made; only the first one's counts.
                            Apply(_base_lrs);
                            foreach (LRScheduler schedule in schedules)
                            {
                                schedule._last_epoch--;
                            }
                            schedules[0].step();
                        }
                        Apply(Present());
                    }

                    /// <summary>Moves the schedule whose turn it is on by one.</summary>
                    protected override IEnumerable<double> get_lr()
                    {
                        int turn = starts.Count(start => start <= _last_epoch);
                        if (turn > 0 && starts[turn - 1] == _last_epoch)
                        {
                            schedules[turn].step(0);
                        }
                        else
                        {
                            schedules[turn].step();
                        }
                        return Present();
                    }
                }
            }
        }
    }
}
