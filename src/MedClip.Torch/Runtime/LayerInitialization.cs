namespace MedClip.Torch;

/// <summary>
/// Layers draw random start values when they are made. Where every value is about to be loaded, a scope on the calling thread leaves that out: the
/// numbers are then whatever the memory holds, and must all be overwritten.
/// </summary>
public static class LayerInitialization
{
    [ThreadStatic]
    private static int depth;

    internal static bool IsSkipped => depth > 0;

    /// <summary>Leaves the drawing out, on the calling thread, until the returned scope is disposed on that thread.</summary>
    public static IDisposable Skip() => new Scope();

    private sealed class Scope : IDisposable
    {
        private readonly int thread = Environment.CurrentManagedThreadId;
        private bool left;

        public Scope() => depth++;

        public void Dispose()
        {
            if (!left)
            {
                ThreadBound.Require(thread, "skipping of initial values");
                left = true;
                depth--;
            }
        }
    }
}
