using System.Globalization;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Cli;

/// <summary>A file's tensors as an indented tree: modules with the numbers below them, tensors with shape, type and statistics.</summary>
internal static class WeightTree
{
    private const int LongestText = 200;

    public static IEnumerable<string> Lines(WeightFile file, bool statistics)
    {
        string[] open = [];
        foreach (WeightEntry entry in file.Entries.OrderBy(e => e.Name, NaturalOrder.Instance))
        {
            string[] parts = entry.Name.Split('.');
            int shared = 0;
            while (shared < Math.Min(open.Length, parts.Length - 1) && open[shared] == parts[shared])
            {
                shared++;
            }

            for (int depth = shared; depth < parts.Length - 1; depth++)
            {
                string module = string.Join('.', parts[..(depth + 1)]) + ".";
                long numbers = file.Entries.Where(e => e.Name.StartsWith(module, StringComparison.Ordinal)).Sum(e => e.Count);
                yield return $"{Indent(depth)}{Printable(parts[depth])}  ({numbers.ToString("N0", CultureInfo.InvariantCulture)})";
            }

            open = parts[..^1];
            string facts = statistics ? "  " + Statistics(file, entry) : "";
            yield return $"{Indent(parts.Length - 1)}{Printable(parts[^1])}  {entry.Type.SafetensorsName()} [{string.Join(", ", entry.Shape)}]{facts}";
        }
    }

    /// <summary>A text from a file without what moves the cursor, and cut to a length for one line.</summary>
    public static string Printable(string text)
    {
        string clean = string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
        return clean.Length <= LongestText ? clean : clean[..LongestText] + "…";
    }

    private static string Indent(int depth) => new(' ', 2 * Math.Min(depth, 20));

    private static string Statistics(WeightFile file, WeightEntry entry)
    {
        if (entry.Count == 0 || entry.Type is TensorElementType.UInt16 or TensorElementType.UInt32 or TensorElementType.UInt64)
        {
            return "";
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable still = no_grad();
        Tensor values = file.Read(entry).to(ScalarType.Float64);
        Tensor finite = values.isfinite();
        long bad = entry.Count - finite.sum().item<long>();
        if (bad == entry.Count)
        {
            return $"all {bad} not finite";
        }

        Tensor kept = bad == 0 ? values : values.masked_select(finite);
        (double mean, double deviation) = (kept.mean().item<double>(), kept.numel() > 1 ? kept.std().item<double>() : 0);
        string text = string.Create(
            CultureInfo.InvariantCulture, $"mean {mean:g4}, deviation {deviation:g4}, {kept.min().item<double>():g4} to {kept.max().item<double>():g4}");
        long nan = bad == 0 ? 0 : values.isnan().sum().item<long>();
        return bad == 0 ? text : $"{text}, {nan} NaN, {bad - nan} infinite";
    }

    /// <summary>Numbers within keys by their value: layer 2 before layer 10.</summary>
    private sealed class NaturalOrder : IComparer<string>
    {
        public static NaturalOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            string[] a = (x ?? "").Split('.');
            string[] b = (y ?? "").Split('.');
            for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
            {
                bool numbers = int.TryParse(a[i], NumberStyles.None, CultureInfo.InvariantCulture, out int m) & int.TryParse(b[i], NumberStyles.None, CultureInfo.InvariantCulture, out int n);
                int order = numbers ? m.CompareTo(n) : string.CompareOrdinal(a[i], b[i]);
                if (order != 0)
                {
                    return order;
                }
            }

            return a.Length.CompareTo(b.Length);
        }
    }
}
