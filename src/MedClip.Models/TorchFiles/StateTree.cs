using System.Globalization;

namespace MedClip.Models;

/// <summary>The tensors within nested dictionaries and lists, by dotted paths; walked without recursion and within bounds.</summary>
internal static class StateTree
{
    private const int MaximumDepth = 1000;
    private const int MaximumTensors = 100_000;
    private const int MaximumVisits = 1_000_000;
    private const int MaximumContainers = 100_000;
    private const long MaximumExpandedBytes = 16L << 20;

    /// <summary>Finds all tensors.</summary>
    /// <exception cref="InvalidInputException">There is none, or the tree is too deep, too wide, holds itself or names two tensors alike.</exception>
    public static List<(string Name, PickleTensor Tensor)> Flatten(PickleSource source, object? root)
    {
        if (root is PickleTensor)
        {
            throw source.Refuse("is one tensor, not a dictionary of weights.");
        }

        var found = new List<(string, PickleTensor)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var path = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var open = new Stack<(object Container, string Prefix, IEnumerator<(string Name, object? Value)> Children)>();
        long nameBytes = 0;
        int visits = 0;
        int containers = 0;
        Enter(root, "");
        while (open.TryPeek(out (object Container, string Prefix, IEnumerator<(string Name, object? Value)> Children) top))
        {
            if (!top.Children.MoveNext())
            {
                path.Remove(open.Pop().Container);
                continue;
            }

            (string name, object? value) = top.Children.Current;
            if (++visits > MaximumVisits)
            {
                throw source.Refuse($"has more than {MaximumVisits} values, counted along every path.");
            }

            if (value is PickleTensor tensor)
            {
                string full = top.Prefix + name;
                nameBytes += 2L * full.Length;
                if (!names.Add(full))
                {
                    throw source.Refuse($"has two tensors by the name '{full}'.");
                }

                found.Add((full, tensor));
                if (found.Count > MaximumTensors || nameBytes > PickleBudget.MaximumBytes / 2)
                {
                    throw source.Refuse($"has more than {MaximumTensors} tensors, or names too long for them.");
                }
            }
            else
            {
                Enter(value, value is PickleDict or PickleList or PickleTuple ? $"{top.Prefix}{name}." : "");
            }
        }

        if (found.Count == 0)
        {
            throw source.Refuse("holds no tensor, so it is no checkpoint.");
        }

        CheckExpansion(source, found);
        return found;

        void Enter(object? value, string prefix)
        {
            IEnumerable<(string, object?)>? children = value switch
            {
                PickleDict dict => dict.Pairs.Select(pair => (Key(source, pair.Key, pair.Value), pair.Value)),
                PickleList list => list.Items.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item)),
                PickleTuple tuple => tuple.Items.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item)),
                _ => null,
            };
            if (children is null)
            {
                return;
            }

            if (++containers > MaximumContainers)
            {
                throw source.Refuse($"has more than {MaximumContainers} dictionaries and lists, counted along every path.");
            }

            if (!path.Add(value!))
            {
                throw source.Refuse("holds a dictionary or list that contains itself.");
            }

            open.Push((value!, prefix, children.GetEnumerator()));
            if (open.Count > MaximumDepth || prefix.Length > 16_384)
            {
                throw source.Refuse($"nests dictionaries and lists more than {MaximumDepth} deep.");
            }
        }
    }

    private static string Key(PickleSource source, object? key, object? value) => key switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ when value is PickleTensor or PickleDict or PickleList or PickleTuple => throw source.Refuse("has a key that is neither text nor a whole number."),
        _ => "",
    };

    // A view may repeat its storage's numbers; written out, a few bytes would become terabytes.
    private static void CheckExpansion(PickleSource source, List<(string Name, PickleTensor Tensor)> tensors)
    {
        long expanded = 0;
        foreach ((string name, PickleTensor tensor) in tensors)
        {
            long extra = tensor.Count - tensor.Storage.Count;
            if (extra > 0)
            {
                expanded = extra > MaximumExpandedBytes ? long.MaxValue : expanded + (extra * tensor.Storage.Type.ByteSize());
                if (expanded > MaximumExpandedBytes)
                {
                    throw source.Refuse($"has the tensor '{name}' that repeats {tensor.Storage.Count} numbers to {tensor.Count}.", "In Python, call .contiguous() or save fewer.");
                }
            }
        }
    }
}
