namespace TorchSharp;

/// <content>Moving objects in, out and between scopes.</content>
public sealed partial class DisposeScope
{
    /// <summary>Takes an object into the scope, out of the one it was in.</summary>
    /// <param name="disposable">The object.</param>
    public void Attach(IDisposable disposable) => Adopt(disposable);

    /// <summary>Takes objects into the scope, out of those they were in.</summary>
    /// <param name="disposables">The objects.</param>
    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes objects into the scope, out of those they were in.</summary>
    /// <param name="disposables">The objects.</param>
    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        IDisposable[] all = [.. disposables];
        Array.ForEach(all, Adopt);
        return all;
    }

    /// <summary>Takes an object out of the scope: it lives until it is disposed by hand.</summary>
    /// <param name="disposable">The object.</param>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Drop(disposable);
        return disposable;
    }

    /// <summary>Takes two objects out of the scope.</summary>
    /// <param name="first">One object.</param>
    /// <param name="second">Another.</param>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (Detach(first), Detach(second));

    /// <summary>Takes three objects out of the scope.</summary>
    /// <param name="first">One object.</param>
    /// <param name="second">Another.</param>
    /// <param name="third">A third.</param>
    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (Detach(first), Detach(second), Detach(third));

    /// <summary>Takes objects out of the scope.</summary>
    /// <param name="disposables">The objects.</param>
    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    /// <summary>Takes objects out of the scope.</summary>
    /// <param name="disposables">The objects.</param>
    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            Drop(disposable);
        }
    }

    /// <summary>Moves an object to the enclosing scope, or out of all scopes if there is none.</summary>
    /// <param name="disposable">The object.</param>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable => MoveToOther(Outer!, disposable);

    /// <summary>Moves two objects to the enclosing scope.</summary>
    /// <param name="first">One object.</param>
    /// <param name="second">Another.</param>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    /// <summary>Moves three objects to the enclosing scope.</summary>
    /// <param name="first">One object.</param>
    /// <param name="second">Another.</param>
    /// <param name="third">A third.</param>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    /// <summary>Moves objects to the enclosing scope.</summary>
    /// <param name="disposables">The objects.</param>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    /// <summary>Moves objects to the enclosing scope.</summary>
    /// <param name="disposables">The objects.</param>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(Outer!, disposables);

    /// <summary>Moves an object to another scope; out of all scopes if that is null.</summary>
    /// <param name="scope">The other scope.</param>
    /// <param name="disposable">The object.</param>
    public T MoveToOther<T>(DisposeScope scope, T disposable)
        where T : IDisposable
    {
        MoveToOther(scope, (IEnumerable<IDisposable>)[disposable]);
        return disposable;
    }

    /// <summary>Moves objects to another scope; out of all scopes if that is null.</summary>
    /// <param name="scope">The other scope.</param>
    /// <param name="disposables">The objects.</param>
    public void MoveToOther(DisposeScope scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    /// <summary>Moves objects to another scope; out of all scopes if that is null.</summary>
    /// <param name="scope">The other scope.</param>
    /// <param name="disposables">The objects.</param>
    public void MoveToOther(DisposeScope scope, IEnumerable<IDisposable> disposables)
    {
        foreach (IDisposable disposable in disposables)
        {
            if (scope is null)
            {
                Drop(disposable);
            }
            else if (disposable is torch.Tensor tensor)
            {
                tensor.MoveTo(scope);
            }
            else
            {
                held.Remove(disposable);
                scope.held.Add(disposable);
            }
        }
    }

    internal void Remove(torch.Tensor tensor) => held.Remove(tensor);

    private void Adopt(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.MoveTo(this);
            return;
        }
        held.Add(disposable);
    }

    private void Drop(IDisposable disposable)
    {
        if (disposable is torch.Tensor tensor)
        {
            tensor.MoveTo(null);
            return;
        }
        held.Remove(disposable);
    }
}
