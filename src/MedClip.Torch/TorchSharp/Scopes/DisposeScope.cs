using MedClip.Torch;

namespace TorchSharp;

/// <summary>
/// Owns the tensors made while it is the innermost open scope of its thread, and disposes them when it is disposed. What is to
/// outlive it is moved out: <c>return result.MoveToOuterDisposeScope();</c>.
/// </summary>
/// <remarks>
/// A scope belongs to the thread it was opened on. If an <c>await</c> inside it ends on another thread, disposing it there still
/// frees its tensors and then throws <see cref="InvalidOperationException"/>.
/// </remarks>
public sealed partial class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager manager;
    private readonly HashSet<IDisposable> held = new(System.Collections.Generic.ReferenceEqualityComparer.Instance);
    private readonly int thread = Environment.CurrentManagedThreadId;

    internal DisposeScope(DisposeScopeManager manager, DisposeScope? outer)
    {
        this.manager = manager;
        Outer = outer;
    }

    /// <summary>How many objects the scope owns.</summary>
    public int DisposablesCount => held.Count;

    /// <summary>The objects the scope owns.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. held];

    internal DisposeScope? Outer { get; }

    internal bool IsClosed { get; private set; }

    /// <summary>Disposes everything the scope owns, and closes it.</summary>
    /// <exception cref="InvalidOperationException">The scope was opened on another thread: an <c>await</c> stood inside it.</exception>
    public void Dispose()
    {
        if (IsClosed)
        {
            return;
        }
        DisposeEverything();
        IsClosed = true;
        if (thread == Environment.CurrentManagedThreadId)
        {
            manager.Close(this);
        }
        ThreadBound.Require(thread, "NewDisposeScope");
    }

    /// <summary>Disposes everything the scope owns; the scope stays open.</summary>
    public void DisposeEverything() => DisposeEverythingBut((IEnumerable<IDisposable>)[]);

    /// <summary>Disposes everything the scope owns except some objects, which stay in it.</summary>
    /// <param name="inKeep">What to keep.</param>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, System.Collections.Generic.ReferenceEqualityComparer.Instance);
        IDisposable[] doomed = [.. held.Where(d => !keep.Contains(d))];
        foreach (IDisposable disposable in doomed)
        {
            disposable.Dispose();
            held.Remove(disposable);
        }
    }

    /// <summary>Disposes everything the scope owns except some objects, which stay in it.</summary>
    /// <param name="keep">What to keep.</param>
    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    /// <summary>Disposes everything the scope owns except one object, which stays in it.</summary>
    /// <param name="keep">What to keep.</param>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    /// <summary>Whether the scope owns an object.</summary>
    /// <param name="disposable">The object.</param>
    public bool Contains(IDisposable disposable) => held.Contains(disposable);

    /// <summary>Forgets an object that has been disposed by hand.</summary>
    /// <param name="disposable">The object.</param>
    public void MarkAsDisposed(IDisposable disposable)
    {
        if (held.Remove(disposable) && disposable is torch.Tensor)
        {
            manager.Tensors.DisposedInScopeCount++;
        }
    }

    internal void Hold(torch.Tensor tensor) => held.Add(tensor);
}
