namespace TorchSharp;

/// <summary>The open dispose scopes of each thread, and its lifetime counts.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? current;

    private readonly List<DisposeScope> open = [];
    private readonly ThreadDisposeScopeStatistics statistics = new();

    /// <summary>Lifetime counts of the calling thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.statistics;

    internal static DisposeScopeManager Current => current ??= new DisposeScopeManager();

    internal LifetimeStatistics Tensors => statistics.TensorStatistics;

    internal DisposeScope? Innermost
    {
        get
        {
            // A scope that another thread disposed of is left behind here.
            while (open.Count > 0 && open[^1].IsClosed)
            {
                open.RemoveAt(open.Count - 1);
            }
            return open.Count > 0 ? open[^1] : null;
        }
    }

    internal DisposeScope Open()
    {
        var scope = new DisposeScope(this, Innermost);
        open.Add(scope);
        return scope;
    }

    internal void Close(DisposeScope scope) => open.Remove(scope);

    /// <summary>Counts a new tensor and gives it to the innermost scope.</summary>
    internal DisposeScope? Register(torch.Tensor tensor)
    {
        DisposeScope? scope = Innermost;
        if (scope is null)
        {
            Tensors.CreatedOutsideScopeCount++;
            return null;
        }
        Tensors.CreatedInScopeCount++;
        scope.Hold(tensor);
        return scope;
    }
}
