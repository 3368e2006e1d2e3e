namespace MedClip.Torch;

/// <summary>Scopes that belong to one thread say so when an <c>await</c> has moved them to another.</summary>
internal static class ThreadBound
{
    /// <summary>Throws if the calling thread is not the one a scope was entered on.</summary>
    /// <exception cref="InvalidOperationException">The scope is left on another thread.</exception>
    public static void Require(int thread, string scope)
    {
        if (thread != Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException(
                $"A scope ({scope}) was entered on thread {thread} and is left on thread {Environment.CurrentManagedThreadId}. " +
                "These scopes belong to a thread: do not await inside them.");
        }
    }
}
