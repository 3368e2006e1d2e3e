namespace MedClip.Models;

// What a restricted unpickler can build: these, and null (None), bool, long, BigInteger, double and string. Nothing of it runs code.

/// <summary>A dictionary; pairs in the order they were set. Ordered dictionaries take a BUILD of <c>_metadata</c>.</summary>
internal sealed class PickleDict(bool ordered)
{
    public bool Ordered { get; } = ordered;

    public List<(object? Key, object? Value)> Pairs { get; } = [];
}

/// <summary>A list.</summary>
internal sealed class PickleList
{
    public List<object?> Items { get; } = [];
}

/// <summary>A tuple.</summary>
internal sealed class PickleTuple(object?[] items)
{
    public object?[] Items { get; } = items;
}

/// <summary>A class or function that may be named; calling it is decided case by case.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    public string FullName => $"{Module}.{Name}";
}

/// <summary>An object that was passed over: its class is named, it was never made.</summary>
internal sealed record PickleSkipped(string Class);

/// <summary>Bytes; nothing here needs them but as something to pass over.</summary>
internal sealed record PickleBytes(int Length);

/// <summary>A storage as the pickle describes it; its numbers lie elsewhere in the file.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Count">Its number of elements, not negative.</param>
/// <param name="First">For a view of a storage in legacy files: where it begins, in elements.</param>
/// <param name="Whole">Elements of the whole storage that it is a view of; its own number when it is none.</param>
internal sealed record PickleStorage(string Key, TensorElementType Type, long Count, long First, long Whole);

/// <summary>A tensor: a view of a storage, checked against it.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">First element.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Strides">Elements from one index to the next, for each dimension.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether the elements lie row by row.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (int i = Shape.Length - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != expected)
                {
                    return false;
                }

                expected *= Shape[i];
            }

            return true;
        }
    }
}
