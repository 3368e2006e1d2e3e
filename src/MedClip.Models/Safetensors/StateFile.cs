using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models;

/// <summary>A module's state to and from safetensors files; nothing missing, unexplained or of another shape passes.</summary>
public static class StateFile
{
    private const int MostNamed = 20;

    // Whole-number buffers that files have or lack depending on the library's version; each is recomputed, or a count that nothing here reads.
    private static readonly string[] Tolerated = ["position_ids", "relative_position_index", "num_batches_tracked"];

    /// <summary>Writes a module's parameters and persistent buffers.</summary>
    /// <param name="path">Where the file is to stand.</param>
    /// <param name="module">The module.</param>
    /// <param name="metadata">Texts for the header.</param>
    public static void Save(string path, nn.Module module, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        TensorFile.Save(path, module.state_dict(), metadata);
    }

    /// <summary>Copies a file's tensors into a module.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="module">The module; unchanged when the file does not fit.</param>
    /// <param name="rename">From a key of the file to one of the module; the same when null.</param>
    /// <exception cref="InvalidInputException">The file is invalid, or keys are missing, unexplained or mis-shaped; the message lists them.</exception>
    public static void LoadInto(string path, nn.Module module, Func<string, string>? rename = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Dictionary<string, Tensor> state = module.state_dict();
        var pairs = new List<(SafetensorsEntry Entry, Tensor Target)>();
        var problems = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SafetensorsEntry entry in file.Entries)
        {
            string key = rename?.Invoke(entry.Name) ?? entry.Name;
            seen.Add(key);
            if (!state.TryGetValue(key, out Tensor? target))
            {
                if (!IsTolerated(key))
                {
                    problems.Add($"unexplained {entry}");
                }
            }
            else if (!target.shape.AsSpan().SequenceEqual([.. entry.Shape]))
            {
                problems.Add($"{entry} where [{string.Join(",", target.shape)}] is needed");
            }
            else
            {
                pairs.Add((entry, target));
            }
        }

        problems.AddRange(state.Keys.Where(key => !seen.Contains(key) && !IsTolerated(key)).Select(key => $"missing {key}"));
        if (problems.Count > 0)
        {
            string rest = problems.Count > MostNamed ? $"; and {problems.Count - MostNamed} more" : "";
            throw InvalidInputException.At(
                path, null, $"the weights do not fit the architecture: {string.Join("; ", problems.Take(MostNamed))}{rest}.");
        }

        using IDisposable noGradient = no_grad();
        foreach ((SafetensorsEntry entry, Tensor target) in pairs)
        {
            using Tensor source = TensorFile.Read(file, entry);
            target.copy_(source);
        }
    }

    private static bool IsTolerated(string key) => Tolerated.Any(name => key.EndsWith(name, StringComparison.Ordinal));
}
