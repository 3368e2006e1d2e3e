using System.Globalization;

namespace MedClip.Models;

/// <summary>Questions about the shapes of a file's weights under our names.</summary>
internal sealed class WeightShapes(WeightPlan plan)
{
    private readonly string[] keys = [.. plan.Keys];

    public string Path => plan.File.Path;

    public WeightLayout Layout => plan.Layout;

    public bool Has(string key) => plan.ShapeOf(key) is not null;

    /// <summary>One size of a tensor.</summary>
    /// <exception cref="InvalidInputException">The file has no such tensor of so many dimensions.</exception>
    public int Size(string key, int dimension)
    {
        IReadOnlyList<long> shape = plan.ShapeOf(key) ?? throw InvalidInputException.At(Path, null, $"lacks {key}, by which its architecture is told.", "Give --config.");
        return dimension < shape.Count && shape[dimension] is > 0 and <= int.MaxValue
            ? (int)shape[dimension]
            : throw InvalidInputException.At(Path, key, $"is of shape [{string.Join(",", shape)}], so that the architecture cannot be told.", "Give --config.");
    }

    /// <summary>How many numbered children a key has: one more than the largest number.</summary>
    public int Count(string prefix)
    {
        int count = 0;
        foreach (string key in keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            string number = key[prefix.Length..].Split('.')[0];
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n < 10_000)
            {
                count = Math.Max(count, n + 1);
            }
        }

        return count;
    }
}
