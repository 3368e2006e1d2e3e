using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps the order in which its entries came; entries are reached by key or by position.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the values.</typeparam>
public class OrderedDict<TKey, TValue> : IDictionary<TKey, TValue>, IList<(TKey, TValue)>
    where TKey : notnull
{
    private readonly List<TKey> order = [];
    private readonly Dictionary<TKey, TValue> entries = [];

    /// <summary>An empty dictionary.</summary>
    public OrderedDict()
    {
    }

    /// <summary>Number of entries.</summary>
    public int Count => order.Count;

    /// <summary>Always false: entries may be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>The keys in order.</summary>
    public ICollection<TKey> Keys => order.AsReadOnly();

    /// <summary>The values in order.</summary>
    public ICollection<TValue> Values => [.. values()];

    /// <summary>The value of a key; setting a new key appends it, setting a known one keeps its place.</summary>
    /// <exception cref="KeyNotFoundException">The key is unknown.</exception>
    public TValue this[TKey key]
    {
        get => entries[key];
        set
        {
            if (!entries.ContainsKey(key))
            {
                order.Add(key);
            }
            entries[key] = value;
        }
    }

    /// <summary>The entry at a position; setting it replaces key and value there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public (TKey, TValue) this[int index]
    {
        get => (order[index], entries[order[index]]);
        set
        {
            if (!Equals(order[index], value.Item1) && entries.ContainsKey(value.Item1))
            {
                throw new ArgumentException($"the key '{value.Item1}' is at another position already", nameof(value));
            }
            entries.Remove(order[index]);
            order[index] = value.Item1;
            entries[value.Item1] = value.Item2;
        }
    }

    /// <summary>The entries in order.</summary>
    public IEnumerator<(TKey, TValue)> items() => GetEnumerator();

    /// <summary>The keys in order.</summary>
    public IEnumerable<TKey> keys() => order;

    /// <summary>The values in order.</summary>
    public IEnumerable<TValue> values() => order.Select(key => entries[key]);

    /// <summary>Appends an entry.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(TKey key, TValue value)
    {
        entries.Add(key, value);
        order.Add(key);
    }

    /// <inheritdoc cref="Add(TKey, TValue)"/>
    public void Add((TKey, TValue) item) => Add(item.Item1, item.Item2);

    /// <inheritdoc cref="Add(TKey, TValue)"/>
    public void Add(KeyValuePair<TKey, TValue> item) => Add(item.Key, item.Value);

    /// <summary>Puts an entry at a position.</summary>
    public void Insert(int index, (TKey, TValue) item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)order.Count, nameof(index));
        entries.Add(item.Item1, item.Item2);
        order.Insert(index, item.Item1);
    }

    /// <summary>Removes a key; false when it is unknown.</summary>
    public bool Remove(TKey key) => entries.Remove(key) && order.Remove(key);

    /// <summary>Removes an entry when both its key and its value are there.</summary>
    public bool Remove((TKey, TValue) item) => Contains(item) && Remove(item.Item1);

    /// <inheritdoc cref="Remove(ValueTuple{TKey, TValue})"/>
    public bool Remove(KeyValuePair<TKey, TValue> item) => Remove((item.Key, item.Value));

    /// <summary>Removes the entry at a position.</summary>
    public void RemoveAt(int index) => Remove(order[index]);

    /// <summary>Removes all entries.</summary>
    public void Clear()
    {
        entries.Clear();
        order.Clear();
    }

    /// <summary>Removes all entries.</summary>
    public void clear() => Clear();

    /// <summary>Whether a key is known.</summary>
    public bool ContainsKey(TKey key) => entries.ContainsKey(key);

    /// <summary>Whether an entry is there, key and value.</summary>
    public bool Contains((TKey, TValue) item) =>
        entries.TryGetValue(item.Item1, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, item.Item2);

    /// <inheritdoc cref="Contains(ValueTuple{TKey, TValue})"/>
    public bool Contains(KeyValuePair<TKey, TValue> item) => Contains((item.Key, item.Value));

    /// <summary>Position of an entry, or -1.</summary>
    public int IndexOf((TKey, TValue) item) => Contains(item) ? order.IndexOf(item.Item1) : -1;

    /// <summary>Looks a key up.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => entries.TryGetValue(key, out value);

    /// <summary>Copies the entries into an array.</summary>
    public void CopyTo((TKey, TValue)[] array, int arrayIndex)
    {
        foreach ((TKey, TValue) entry in this)
        {
            array[arrayIndex++] = entry;
        }
    }

    /// <inheritdoc cref="CopyTo(ValueTuple{TKey, TValue}[], int)"/>
    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex)
    {
        foreach ((TKey key, TValue value) in this)
        {
            array[arrayIndex++] = new(key, value);
        }
    }

    /// <summary>The entries in order.</summary>
    public IEnumerator<(TKey, TValue)> GetEnumerator() => Pairs.GetEnumerator();

    // Which of the two enumerations a query means is not clear to the compiler: this one says.
    internal IEnumerable<(TKey, TValue)> Pairs => order.Select(key => (key, entries[key]));

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        order.Select(key => KeyValuePair.Create(key, entries[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
