namespace MedClip.Models;

/// <summary>Where one of our tensors comes from.</summary>
/// <param name="Entry">The foreign tensor.</param>
/// <param name="Change">What happens to it.</param>
/// <param name="Part">Which part of it, for <see cref="WeightChange.Split"/>.</param>
/// <param name="Parts">Of how many.</param>
internal sealed record WeightPart(WeightEntry Entry, WeightChange Change, int Part, int Parts)
{
    /// <summary>The shape after the change.</summary>
    public IReadOnlyList<long> Shape => Change switch
    {
        WeightChange.Transpose when Entry.Shape.Count == 2 => [Entry.Shape[1], Entry.Shape[0]],
        WeightChange.Split when Entry.Shape.Count > 0 && Entry.Shape[0] % Parts == 0 => [Entry.Shape[0] / Parts, .. Entry.Shape.Skip(1)],
        _ => Entry.Shape,
    };
}

/// <summary>A file's keys explained by a layout: where each of our tensors comes from, and what is left over.</summary>
public sealed class WeightPlan
{
    // Whole-number buffers that files have or lack depending on the library's version; each is recomputed, or a count that nothing here reads.
    private static readonly string[] Tolerated = ["position_ids", "relative_position_index", "num_batches_tracked"];

    // What trainers and task heads add to an encoder's files.
    private static readonly string[] HeadPrefixes = ["cls.", "classifier.", "qa_outputs.", "head.", "fc."];

    private readonly Dictionary<string, List<WeightPart>> parts = new(StringComparer.Ordinal);

    private WeightPlan(WeightFile file, WeightLayout layout, string prefix)
    {
        File = file;
        Layout = layout;
        var dropped = new List<string>();
        var unexplained = new List<WeightEntry>();
        foreach (WeightEntry entry in file.Entries)
        {
            if (!entry.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                bool excused = IsOutside(entry.Name, prefix) || IsTolerated(entry.Name);
                (excused ? dropped : null)?.Add(entry.Name);
                if (!excused)
                {
                    unexplained.Add(entry);
                }
            }
            else if (!Take(entry, entry.Name[prefix.Length..]))
            {
                dropped.Add(entry.Name);
            }
        }

        Dropped = dropped;
        Unexplained = unexplained;
    }

    /// <summary>The file.</summary>
    public WeightFile File { get; }

    /// <summary>The layout of its keys.</summary>
    public WeightLayout Layout { get; }

    /// <summary>Keys that nothing here needs: task heads, optimizers, counters.</summary>
    public IReadOnlyList<string> Dropped { get; }

    /// <summary>Tensors that no rule explains.</summary>
    public IReadOnlyList<WeightEntry> Unexplained { get; }

    /// <summary>Our keys, with the shape that the file gives each.</summary>
    internal IEnumerable<KeyValuePair<string, IReadOnlyList<long>>> Shapes =>
        parts.Select(pair => KeyValuePair.Create(pair.Key, pair.Value[0].Shape));

    internal IEnumerable<string> Keys => parts.Keys;

    /// <summary>Explains a file by the layout that its keys show.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidInputException">No layout fits.</exception>
    public static WeightPlan Of(WeightFile file)
    {
        (WeightLayout layout, string prefix) = WeightLayouts.Detect(file);
        return new WeightPlan(file, layout, prefix);
    }

    /// <summary>Explains a file by a layout.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="prefix">The prefix that its keys carry.</param>
    public static WeightPlan Of(WeightFile file, WeightLayout layout, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(layout);
        return new WeightPlan(file, layout, prefix);
    }

    internal static bool IsTolerated(string key) => Array.Exists(Tolerated, name => key == name || key.EndsWith($".{name}", StringComparison.Ordinal));

    /// <summary>The shape of one of our tensors in the file; null when the file lacks it.</summary>
    internal IReadOnlyList<long>? ShapeOf(string key) => parts.TryGetValue(key, out List<WeightPart>? list) ? list[0].Shape : null;

    /// <summary>Where one of our tensors comes from; where rules overlap, the model's own keys decide.</summary>
    internal IReadOnlyList<WeightPart> PartsOf(string key) => parts.TryGetValue(key, out List<WeightPart>? list) ? list : [];

    private bool Take(WeightEntry entry, string key)
    {
        bool taken = false;
        foreach (WeightRule rule in Layout.Rules)
        {
            if (rule.From.Match(key) is not { } texts)
            {
                continue;
            }

            if (rule.Change == WeightChange.Drop)
            {
                return false;
            }

            for (int i = 0; i < rule.To.Count; i++)
            {
                string target = rule.To[i].Fill(texts);
                (parts.TryGetValue(target, out List<WeightPart>? list) ? list : parts[target] = []).Add(new WeightPart(entry, rule.Change, i, rule.To.Count));
            }

            taken = true;
        }

        if (!taken)
        {
            // Kept under its own name, so that it is reported as unexplained.
            parts[key] = [new WeightPart(entry, WeightChange.None, 0, 1)];
        }

        return true;
    }

    // Beside the weights of a wrapped file lie optimizers and counters; beside an encoder's lie the heads of its task.
    private static bool IsOutside(string key, string prefix)
    {
        string[] wraps = ["state_dict.", "model_state_dict.", "model."];
        if (Array.Find(wraps, wrap => prefix.StartsWith(wrap, StringComparison.Ordinal)) is { } outer)
        {
            return !key.StartsWith(outer, StringComparison.Ordinal) || IsHead(key[outer.Length..]);
        }

        return IsHead(key);
    }

    private static bool IsHead(string key) => Array.Exists(HeadPrefixes, head => key.StartsWith(head, StringComparison.Ordinal));
}
