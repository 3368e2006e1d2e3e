namespace MedClip.Models;

/// <summary>The calls that a state dict needs: storages, tensors over them, and ordered dictionaries.</summary>
internal static class PickleTensors
{
    private const int MostDimensions = 64;

    /// <summary>A storage from its persistent id: ('storage', class, key, location, count), in legacy files with a sixth element for views.</summary>
    public static PickleStorage Storage(PickleSource source, object? id)
    {
        object?[] items = id is PickleTuple { Items: { Length: 5 or 6 } five } && five[0] is "storage"
            ? five
            : throw source.Refuse("has a persistent id that is no storage.");
        if (PickleGlobals.StorageType(items[1]) is not { } type)
        {
            throw source.Refuse("has a storage of a class that is unknown.");
        }

        if (items[2] is not string key || items[3] is not string || items[4] is not long count)
        {
            throw source.Refuse("has a storage whose key, location or number of elements is missing.");
        }

        if (count < 0 || count > long.MaxValue / type.ByteSize())
        {
            throw source.Refuse($"has the storage '{key}' of {count} elements.");
        }

        if (items.Length == 5 || items[5] is null)
        {
            return new PickleStorage(key, type, count, 0, count);
        }

        // torch 0.2 to 0.4: (key of the view, first element, elements).
        return items[5] is PickleTuple { Items: [string, long first and >= 0, long size and >= 0] } && first <= count && size <= count - first
            ? new PickleStorage(key, type, size, first, count)
            : throw source.Refuse($"has a view of the storage '{key}' that lies outside it.");
    }

    /// <summary>Calls a global, if it is one of the few that may be called.</summary>
    public static object Call(PickleSource source, object? function, object? arguments, ref Unpickler unpickler)
    {
        if (arguments is not PickleTuple { Items: var items })
        {
            throw source.Refuse("calls with something else than a tuple of arguments.");
        }

        if (function is PickleSkipped passed)
        {
            return passed;
        }

        switch ((function as PickleGlobal)?.FullName)
        {
            case "collections.OrderedDict" when items.Length <= 1:
                var dict = new PickleDict(ordered: true);
                if (items.Length == 1)
                {
                    unpickler.SetPairs(dict, items[0]);
                }

                return dict;
            case "torch._utils._rebuild_tensor" when items.Length == 4:
                return Tensor(source, items);
            case "torch._utils._rebuild_tensor_v2" when items.Length is 6 or 7:
                CheckExtras(source, items[4], items[5], items.Length == 7 ? items[6] : null);
                return Tensor(source, items);
            case "torch._utils._rebuild_parameter" when items.Length == 3:
                CheckExtras(source, items[1], items[2], null);
                return items[0] as PickleTensor ?? throw source.Refuse("makes a parameter of what is no tensor.");
            case { } name:
                throw source.Refuse($"calls {name} with {items.Length} arguments.");
            default:
                throw source.Refuse("calls what is no function.");
        }
    }

    private static void CheckExtras(PickleSource source, object? requiresGradient, object? hooks, object? metadata)
    {
        if (requiresGradient is not bool || hooks is not (null or PickleDict { Pairs.Count: 0 }))
        {
            throw source.Refuse("has a tensor with hooks, or without its requires_grad.");
        }

        if (metadata is not (null or PickleDict { Pairs.Count: 0 }))
        {
            throw source.Refuse("has a tensor whose numbers stand for their negative or conjugate.", "In Python, call .resolve_neg() and .resolve_conj() before saving.");
        }
    }

    private static PickleTensor Tensor(PickleSource source, object?[] items)
    {
        if (items[0] is not PickleStorage storage || items[1] is not long offset || offset < 0)
        {
            throw source.Refuse("has a tensor without a storage, or with an offset below 0.");
        }

        long[] shape = Numbers(source, items[2]);
        long[] strides = Numbers(source, items[3]);
        if (shape.Length != strides.Length || shape.Length > MostDimensions)
        {
            throw source.Refuse($"has a tensor of {shape.Length} sizes and {strides.Length} strides.");
        }

        try
        {
            long count = 1;
            long last = offset;
            for (int i = 0; i < shape.Length; i++)
            {
                count = checked(count * shape[i]);
                last = checked(last + (Math.Max(shape[i] - 1, 0) * strides[i]));
            }

            _ = checked(count * storage.Type.ByteSize());
            bool inside = count == 0 ? offset <= storage.Count : last < storage.Count;
            if (inside)
            {
                return new PickleTensor(storage, offset, shape, strides);
            }
        }
        catch (OverflowException)
        {
            // Said below: no storage is as large.
        }

        throw source.Refuse(
            $"has a tensor of shape [{string.Join(",", shape)}], strides [{string.Join(",", strides)}] at {offset} that lies outside its storage of {storage.Count} elements.");
    }

    private static long[] Numbers(PickleSource source, object? value)
    {
        if (value is PickleTuple tuple && Array.TrueForAll(tuple.Items, item => item is long and >= 0))
        {
            return Array.ConvertAll(tuple.Items, item => (long)item!);
        }

        throw source.Refuse("has a tensor whose sizes or strides are not whole numbers of at least 0.");
    }
}
