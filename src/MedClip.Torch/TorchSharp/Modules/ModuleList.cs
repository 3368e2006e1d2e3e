using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A list of modules that are registered under their positions: 0, 1, 2, ….</summary>
/// <typeparam name="T">Type of the modules.</typeparam>
public sealed class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> list = [];

    /// <summary>A list of the given modules.</summary>
    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<T>)) => extend(modules);

    /// <summary>Number of modules.</summary>
    public int Count => list.Count;

    /// <summary>Always false: modules may be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>The module at a position; a replaced one is not disposed.</summary>
    public T this[int index]
    {
        get => list[index];
        set => Change(() => list[index] = value);
    }

    /// <summary>Adds modules at the end.</summary>
    public void append(params T[] parameters) => extend(parameters);

    /// <summary>Adds modules at the end.</summary>
    public void extend(IEnumerable<T> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        foreach (T module in modules)
        {
            Add(module);
        }
    }

    /// <summary>Adds a module at the end.</summary>
    public void Add(T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        register_module(list.Count.ToString(CultureInfo.InvariantCulture), item);
        list.Add(item);
    }

    /// <summary>Puts a module at a position; those behind it move up.</summary>
    public void Insert(int index, T item) => Change(() => list.Insert(index, item));

    /// <summary>Takes a module out, without disposing it; those behind it move down.</summary>
    public bool Remove(T item)
    {
        int index = list.IndexOf(item);
        if (index >= 0)
        {
            RemoveAt(index);
        }
        return index >= 0;
    }

    /// <summary>Takes the module at a position out, without disposing it.</summary>
    public void RemoveAt(int index) => Change(() => list.RemoveAt(index));

    /// <summary>Takes all modules out, without disposing them.</summary>
    public void Clear() => Change(list.Clear);

    /// <summary>Whether a module is in the list.</summary>
    public bool Contains(T item) => list.Contains(item);

    /// <summary>Position of a module, or -1.</summary>
    public int IndexOf(T item) => list.IndexOf(item);

    /// <summary>Copies the modules into an array.</summary>
    public void CopyTo(T[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    /// <summary>The modules in order.</summary>
    public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Registers the modules under their positions anew.</summary>
    protected override void RegisterComponents()
    {
        ClearModules();
        for (int i = 0; i < list.Count; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), list[i]);
        }
    }

    private void Change(Action change)
    {
        change();
        RegisterComponents();
    }
}
