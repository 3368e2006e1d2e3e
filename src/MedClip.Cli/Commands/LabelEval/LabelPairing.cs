using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>
/// Brings the rows of two tables together by id. When no id agrees as it is written, ids are compared by their last number, so that Open-I's
/// "CXR12" is the report 12.
/// </summary>
internal static class LabelPairing
{
    /// <exception cref="InvalidInputException">No report stands in both tables.</exception>
    public static List<LabelCase> Of(LabelFile predicted, LabelFile gold)
    {
        List<LabelCase> cases = Match(predicted, gold, id => id);
        cases = cases.Count > 0 ? cases : Match(predicted, gold, LastNumber);
        return cases.Count > 0
            ? cases
            : throw InvalidInputException.At(
                predicted.Path, null, $"none of its {predicted.Rows.Count} ids is among the {gold.Rows.Count} of {gold.Path}.", "Label the same reports, with --id-column for their ids.");
    }

    private static List<LabelCase> Match(LabelFile predicted, LabelFile gold, Func<string, string> keyOf)
    {
        var byKey = new Dictionary<string, FindingLabels>(StringComparer.Ordinal);
        foreach ((string id, FindingLabels labels) in predicted.Rows)
        {
            byKey.TryAdd(keyOf(id), labels);
        }

        return [.. gold.Rows.Where(row => byKey.ContainsKey(keyOf(row.Key))).Select(row => new LabelCase(row.Key, byKey[keyOf(row.Key)], row.Value))];
    }

    private static string LastNumber(string id)
    {
        int end = id.Length;
        while (end > 0 && !char.IsAsciiDigit(id[end - 1]))
        {
            end--;
        }

        int start = end;
        while (start > 0 && char.IsAsciiDigit(id[start - 1]))
        {
            start--;
        }

        return end > start ? id[start..end].TrimStart('0') : id;
    }
}
