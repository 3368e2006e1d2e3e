using System.Runtime.InteropServices;

namespace MedClip.Data;

/// <summary>
/// Threads of their own for decoding, at a low priority: a thread of libtorch's pool that waits for its turn holds the whole step up, one that decodes only
/// itself. Threads start when there is work and end when there is none for a while.
/// </summary>
internal sealed partial class DecodeScheduler(int workers) : TaskScheduler
{
    private const int Niceness = 10;
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(2);

    private readonly LinkedList<Task> queue = [];
    private int running;
    private int waiting;

    public override int MaximumConcurrencyLevel => workers;

    protected override void QueueTask(Task task)
    {
        lock (queue)
        {
            queue.AddLast(task);
            if (waiting > 0)
            {
                Monitor.Pulse(queue);
            }
            else if (running < workers)
            {
                running++;
                new Thread(Work) { IsBackground = true, Name = "MedCLIP decoding" }.Start();
            }
        }
    }

    // Waiting for a batch must not decode it on the waiting thread, which may be the training's.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override bool TryDequeue(Task task)
    {
        lock (queue)
        {
            return queue.Remove(task);
        }
    }

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (queue)
        {
            return [.. queue];
        }
    }

    private void Work()
    {
        if (OperatingSystem.IsLinux())
        {
            // Of this thread alone; that it fails is no harm.
            _ = SetPriority(0, 0, Niceness);
        }

        while (Next() is { } task)
        {
            TryExecuteTask(task);
        }
    }

    private Task? Next()
    {
        lock (queue)
        {
            while (queue.First is null)
            {
                waiting++;
                bool pulsed = Monitor.Wait(queue, IdleTime);
                waiting--;
                if (!pulsed && queue.First is null)
                {
                    running--;
                    return null;
                }
            }

            Task task = queue.First.Value;
            queue.RemoveFirst();
            return task;
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
