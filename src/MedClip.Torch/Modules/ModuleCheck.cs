using System.Collections;
using TorchSharp;
using TorchSharp.Modules;

namespace MedClip.Torch;

/// <summary>
/// Finds parts of a network that were never registered: a module or parameter in a field, an array or a list, which is not
/// trained, moved or saved, silently. The engine runs this check itself at the first listing of a module's parameters and
/// writes each finding as a warning to <see cref="System.Diagnostics.Trace"/>.
/// </summary>
public static class ModuleCheck
{
    /// <summary>All unregistered parts in a network's tree; empty when all is well.</summary>
    /// <param name="module">The root of the network.</param>
    public static IReadOnlyList<UnregisteredComponent> FindUnregistered(torch.nn.Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return [.. module.modules().SelectMany(Own)];
    }

    internal static IEnumerable<UnregisteredComponent> Own(torch.nn.Module module)
    {
        foreach ((string field, object value) in module.FieldValues())
        {
            switch (value)
            {
                case torch.nn.Module or Parameter when !module.Owns(value):
                    yield return new(module.GetName(), field, value.GetType().Name, Held: false);
                    break;
                case IDictionary map when First(module, map.Values) is { } stray:
                    yield return new(module.GetName(), field, stray.GetType().Name, Held: true);
                    break;
                case IEnumerable list and not (string or torch.nn.Module or torch.Tensor or IDictionary) when First(module, list) is { } stray:
                    yield return new(module.GetName(), field, stray.GetType().Name, Held: true);
                    break;
            }
        }
    }

    // Only collections that can be looked through without side effects, and only as far as the first stray.
    private static object? First(torch.nn.Module module, IEnumerable items) =>
        items is ICollection ? items.Cast<object?>().FirstOrDefault(item => item is torch.nn.Module or Parameter && !module.Owns(item)) : null;
}
