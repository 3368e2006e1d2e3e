using System.Collections;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, registered under these names.</summary>
/// <typeparam name="T">Type of the modules.</typeparam>
public sealed class ModuleDict<T> : nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : nn.Module
{
    private readonly OrderedDict<string, T> entries = new();

    /// <summary>An empty dictionary.</summary>
    public ModuleDict()
        : base(nameof(ModuleDict<T>))
    {
    }

    /// <summary>Number of modules.</summary>
    public int Count => entries.Count;

    /// <summary>Always false: modules may be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>The names in order.</summary>
    public ICollection<string> Keys => entries.Keys;

    /// <summary>The modules in order.</summary>
    public ICollection<T> Values => entries.Values;

    /// <summary>The module of a name; a replaced one is not disposed.</summary>
    public T this[string key]
    {
        get => entries[key];
        set => Change(() => entries[key] = value);
    }

    /// <summary>The entry at a position.</summary>
    public (string, T) this[int index]
    {
        get => entries[index];
        set => Change(() => entries[index] = value);
    }

    /// <summary>The entries in order.</summary>
    public IEnumerator<(string, T)> items() => entries.items();

    /// <summary>The names in order.</summary>
    public IEnumerable<string> keys() => entries.keys();

    /// <summary>The modules in order.</summary>
    public IEnumerable<T> values() => entries.values();

    /// <summary>Adds a module.</summary>
    /// <exception cref="ArgumentException">The name is taken or not usable.</exception>
    public void Add(string key, T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        register_module(key, value);
        entries.Add(key, value);
    }

    /// <inheritdoc cref="Add(string, T)"/>
    public void Add((string, T) item) => Add(item.Item1, item.Item2);

    /// <inheritdoc cref="Add(string, T)"/>
    public void Add(KeyValuePair<string, T> item) => Add(item.Key, item.Value);

    /// <summary>Puts a module at a position.</summary>
    public void Insert(int index, (string, T) item) => Change(() => entries.Insert(index, item));

    /// <summary>Takes a module out, without disposing it.</summary>
    public bool Remove(string key)
    {
        bool known = entries.Remove(key);
        RegisterComponents();
        return known;
    }

    /// <inheritdoc cref="Remove(string)"/>
    public bool Remove((string, T) item) => Contains(item) && Remove(item.Item1);

    /// <inheritdoc cref="Remove(string)"/>
    public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

    /// <summary>Takes the module at a position out, without disposing it.</summary>
    public void RemoveAt(int index) => Change(() => entries.RemoveAt(index));

    /// <summary>Takes all modules out, without disposing them.</summary>
    public void Clear() => Change(entries.Clear);

    /// <summary>Takes all modules out, without disposing them.</summary>
    public void clear() => Clear();

    /// <summary>Whether a name is known.</summary>
    public bool ContainsKey(string key) => entries.ContainsKey(key);

    /// <summary>Whether a module is there under a name.</summary>
    public bool Contains((string, T) item) => entries.Contains(item);

    /// <inheritdoc cref="Contains(ValueTuple{string, T})"/>
    public bool Contains(KeyValuePair<string, T> item) => entries.Contains(item);

    /// <summary>Position of an entry, or -1.</summary>
    public int IndexOf((string, T) item) => entries.IndexOf(item);

    /// <summary>Looks a name up.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => entries.TryGetValue(key, out value);

    /// <summary>Copies the entries into an array.</summary>
    public void CopyTo((string, T)[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    /// <inheritdoc cref="CopyTo(ValueTuple{string, T}[], int)"/>
    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    /// <summary>The entries in order.</summary>
    public IEnumerator<(string, T)> GetEnumerator() => entries.GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, T>>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Registers the modules under their names anew.</summary>
    protected override void RegisterComponents()
    {
        ClearModules();
        foreach ((string key, T module) in entries)
        {
            register_module(key, module);
        }
    }

    private void Change(Action change)
    {
        change();
        RegisterComponents();
    }
}
