namespace MedClip.Data;

public class DecodeSchedulerTests
{
    [Fact]
    public async Task All_work_is_done_by_at_most_as_many_threads_as_allowed()
    {
        var scheduler = new DecodeScheduler(3);
        int now = 0, most = 0, done = 0;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Factory.StartNew(
            () =>
            {
                int here = Interlocked.Increment(ref now);
                InterlockedMax(ref most, here);
                Thread.Sleep(1);
                Interlocked.Decrement(ref now);
                Interlocked.Increment(ref done);
            },
            CancellationToken.None, TaskCreationOptions.None, scheduler)));
        done.ShouldBe(200);
        most.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task Work_that_comes_after_a_pause_is_done_too()
    {
        var scheduler = new DecodeScheduler(1);
        for (int i = 0; i < 2; i++)
        {
            (await Task.Factory.StartNew(() => Thread.CurrentThread.Name, CancellationToken.None, TaskCreationOptions.None, scheduler)).ShouldBe("MedCLIP decoding");
            await Task.Delay(i == 0 ? 2500 : 0);
        }
    }

    [Fact]
    public void Nothing_runs_on_a_thread_that_waits()
    {
        int here = Environment.CurrentManagedThreadId;
        Task<int> task = Task.Factory.StartNew(() => Environment.CurrentManagedThreadId, CancellationToken.None, TaskCreationOptions.None, new DecodeScheduler(1));
        Blocked(task).ShouldNotBe(here);
    }

    private static int Blocked(Task<int> task) => task.GetAwaiter().GetResult();

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
