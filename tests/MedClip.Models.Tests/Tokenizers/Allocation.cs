namespace MedClip.Models.Tests;

/// <summary>Bytes that work allocates once it runs as it always will.</summary>
internal static class Allocation
{
    private const int Tries = 10;

    /// <summary>The least of some tries: the runtime itself allocates now and then on any thread, e.g. when it compiles a method anew.</summary>
    public static long Of(Action work)
    {
        work();
        long least = long.MaxValue;
        for (int i = 0; i < Tries; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
