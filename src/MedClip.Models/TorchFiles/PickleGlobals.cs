namespace MedClip.Models;

/// <summary>The globals that a checkpoint may name. Nothing is looked up: each is one of these texts or the file is refused.</summary>
internal static class PickleGlobals
{
    private static readonly Dictionary<string, TensorElementType?> Storages = new(StringComparer.Ordinal)
    {
        ["FloatStorage"] = TensorElementType.Float32,
        ["DoubleStorage"] = TensorElementType.Float64,
        ["HalfStorage"] = TensorElementType.Float16,
        ["BFloat16Storage"] = TensorElementType.BFloat16,
        ["LongStorage"] = TensorElementType.Int64,
        ["IntStorage"] = TensorElementType.Int32,
        ["ShortStorage"] = TensorElementType.Int16,
        ["CharStorage"] = TensorElementType.Int8,
        ["ByteStorage"] = TensorElementType.UInt8,
        ["BoolStorage"] = TensorElementType.Bool,
    };

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor", "torch._utils._rebuild_parameter",
    };

    // Passed over unconstructed. _codecs.encode is how protocol 2 writes the bytes of a numpy scalar.
    private static readonly HashSet<string> PassedOver = new(StringComparer.Ordinal)
    {
        "argparse.Namespace", "numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar", "numpy.dtype", "_codecs.encode",
    };

    /// <summary>Takes a name or refuses the file.</summary>
    /// <returns>A <see cref="PickleGlobal"/>, or a <see cref="PickleSkipped"/> for what is passed over.</returns>
    public static object Resolve(PickleSource source, string module, string name)
    {
        string full = $"{module}.{name}";
        if (Known.Contains(full) || (module == "torch" && Storages.ContainsKey(name)))
        {
            return new PickleGlobal(module, name);
        }

        // A name with dots would be looked up attribute by attribute; no class that is passed over has one.
        if (!name.Contains('.', StringComparison.Ordinal)
            && (PassedOver.Contains(full) || module == "omegaconf" || module.StartsWith("omegaconf.", StringComparison.Ordinal)))
        {
            return new PickleSkipped(full);
        }

        bool pickledModule = module.StartsWith("torch.nn", StringComparison.Ordinal) || module == "__main__";
        throw source.Refuse(
            $"names the global '{Shown(module)} {Shown(name)}', which a checkpoint of weights does not need; nothing of it was loaded or run.",
            pickledModule
                ? "It is a pickled module rather than a state dict: in Python, save model.state_dict() instead."
                : "In Python, load it where you trust it and save only its state_dict().");
    }

    /// <summary>The element type of a storage class; null when it is none.</summary>
    public static TensorElementType? StorageType(object? value) =>
        value is PickleGlobal { Module: "torch" } global ? Storages.GetValueOrDefault(global.Name) : null;

    /// <summary>The storage class of an element type; null when torch has none.</summary>
    public static string? StorageOf(TensorElementType type) => Storages.FirstOrDefault(pair => pair.Value == type).Key;

    private static string Shown(string text)
    {
        string clean = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return clean.Length <= 80 ? clean : clean[..80] + "…";
    }
}
