using MathNet.Numerics.Distributions;

namespace MedClip.Evaluation;

/// <summary>Whether a model is as good for some films as for others: by view, sex, age or any other column.</summary>
public static class Subgroups
{
    /// <summary>Age bands of twenty years: "0–19", …, "80+".</summary>
    /// <param name="years">An age ≥ 0, or null.</param>
    /// <returns>The band; "unknown" without an age.</returns>
    public static string AgeBand(double? years) => years switch
    {
        null => "unknown",
        >= 80 => "80+",
        >= 0 => $"{(int)(years / 20) * 20}–{((int)(years / 20) * 20) + 19}",
        _ => throw new ArgumentOutOfRangeException(nameof(years), years, "An age is not below 0."),
    };

    /// <summary>Evaluates a finding in each subgroup, in order of name.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="labels">N labels; true = present.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="groups">N subgroup names.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static IReadOnlyList<SubgroupResult> Of(Finding finding, ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores, IReadOnlyList<string> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ScoreChecks.Same(labels, scores, []);
        ArgumentOutOfRangeException.ThrowIfNotEqual(groups.Count, labels.Length, nameof(groups));
        bool[] present = labels.ToArray();
        double[] values = scores.ToArray();
        return [.. groups.Distinct().Order(StringComparer.Ordinal).Select(group =>
        {
            ILookup<bool, int> rows = Enumerable.Range(0, present.Length).ToLookup(i => groups[i] == group);
            return new SubgroupResult(
                group, FindingResult.Of(finding, [.. rows[true].Select(i => present[i])], [.. rows[true].Select(i => values[i])]),
                Difference(Auc(rows[true]), Auc(rows[false])));
        })];
        DeLong? Auc(IEnumerable<int> rows)
        {
            bool[] ofRows = [.. rows.Select(i => present[i])];
            return ofRows.Contains(true) && ofRows.Contains(false) ? DeLong.Of(ofRows, [.. rows.Select(i => values[i])]) : null;
        }
    }

    // Different films: the two AUCs are independent.
    private static double Difference(DeLong? inside, DeLong? outside)
    {
        double error = Math.Sqrt((inside?.Variance ?? double.NaN) + (outside?.Variance ?? double.NaN));
        return error > 0 ? 2 * Normal.CDF(0, 1, -Math.Abs(inside!.Auc - outside!.Auc) / error) : double.NaN;
    }
}
