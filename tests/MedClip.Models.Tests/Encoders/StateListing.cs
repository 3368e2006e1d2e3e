using System.Globalization;
using System.Text.RegularExpressions;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Models.Tests;

/// <summary>
/// Names, shapes and types of a state dict as lines: <c>encoder.layer.{0-11}.output.dense.bias [768]</c>. Tensors that differ in the last number of
/// their name alone share a line; the type follows where it is not float32.
/// </summary>
internal static partial class StateListing
{
    /// <summary>One line a tensor, in the order given.</summary>
    public static IEnumerable<string> Of(IEnumerable<KeyValuePair<string, Tensor>> state) =>
        state.Select(pair => $"{pair.Key} [{string.Join(",", pair.Value.shape)}]{(pair.Value.dtype == ScalarType.Float32 ? "" : $" {pair.Value.dtype}")}");

    public static IEnumerable<string> Compact(IEnumerable<string> lines) => lines
        .Select(line => (Line: line, Number: LastNumber().Match(line)))
        .GroupBy(item => item.Number.Success ? item.Line[..item.Number.Index] + "{}" + item.Line[(item.Number.Index + item.Number.Length)..] : item.Line)
        .Select(group => group.Count() == 1 ? group.Single().Line : group.Key.Replace("{}", $"{{{Ranges(group.Select(item => Whole(item.Number.Value)))}}}", StringComparison.Ordinal));

    /// <summary>The way back from <see cref="Compact"/>.</summary>
    public static IEnumerable<string> Expand(string line)
    {
        Match braces = Braces().Match(line);
        return !braces.Success ? [line] : braces.Groups[1].Value.Split(',')
            .Select(range => range.Split('-'))
            .SelectMany(ends => Enumerable.Range(Whole(ends[0]), Whole(ends[^1]) - Whole(ends[0]) + 1))
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{line[..braces.Index]}{number}{line[(braces.Index + braces.Length)..]}"));
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Ranges(IEnumerable<int> numbers)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (int number in numbers.Order())
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        return string.Join(",", ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }

    // A part of a name that is a number, the last of its name.
    [GeneratedRegex(@"(?<=(^|\.))\d+(?=\.(?!\S*\.\d+\.)\S* \[)")]
    private static partial Regex LastNumber();

    [GeneratedRegex(@"\{([\d,-]+)\}")]
    private static partial Regex Braces();
}
