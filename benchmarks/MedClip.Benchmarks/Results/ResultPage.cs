using System.Globalization;
using System.Text;

namespace MedClip.Benchmarks.Results;

/// <summary>The rows as a page: the machine, goals, and what else was measured.</summary>
internal static class ResultPage
{
    public static string Of(ResultFile file)
    {
        var text = new StringBuilder();
        (Goal Goal, Measured? Row)[] rows = [.. Goals.All.Select(goal => (goal, file.Rows.FirstOrDefault(row => row.Id == goal.Id)))];
        string[] verdicts = [.. rows.Where(entry => entry.Goal.HasGoal).Select(entry => Verdict(entry.Goal, entry.Row, file.Machine))];
        text.Append("# Benchmarks: results\n\nWritten by `./build.sh bench`; docs/benchmarks.md says how to run and read it.\n\n");
        Facts(text, file);
        text.Append("## Goals\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{verdicts.Length} rows with a goal: {Count("stretch")} reach the stretch, {Count("must")} more the must, {Count("missed")} miss it; ");
        text.Append(CultureInfo.InvariantCulture, $"{Count("reported")} are reported only (bfloat16 binds on a processor with AMX), {Count("not measured")} were not measured.\n\n");
        Table(text, rows.Where(entry => entry.Goal.HasGoal), file.Machine, goals: true);
        text.Append("\n## What else was measured\n\n");
        Table(text, rows.Where(entry => !entry.Goal.HasGoal), file.Machine, goals: false);
        return text.ToString();

        int Count(string verdict) => verdicts.Count(other => other == verdict);
    }

    private static void Facts(StringBuilder text, ResultFile file)
    {
        Machine machine = file.Machine;
        text.Append("## Machine\n\n| | |\n|---|---|\n");
        foreach ((string name, string value) in ((string, string)[])
            [("processor", machine.Processor), ("cores", $"{machine.Cores}"), ("instructions", machine.Instructions), ("memory", machine.Memory), ("libtorch", machine.Libtorch),
                ("BLAS", machine.Blas), ("kernels for", machine.Kernels), ("set when loaded", machine.Settings), ("system", machine.System)])
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Cell(value)} |\n");
        }

        text.Append("\n| mode | measured | at commit | load of the machine | rows |\n|---|---|---|---|---|\n");
        foreach (IGrouping<string, Measured> mode in file.Rows.GroupBy(row => Goals.Find(row.Id)!.Mode))
        {
            string date = string.Join(", ", mode.Select(row => row.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Distinct());
            text.Append(CultureInfo.InvariantCulture, $"| {mode.Key} | {date} | {string.Join(", ", mode.Select(row => row.Commit).Distinct())} | {mode.Min(row => row.Load):0.0} to {mode.Max(row => row.Load):0.0} | {mode.Count()} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\nThe load is the system's average of a minute; above {machine.Cores} other work took cores away, and absolute figures are worth little. Ratios are of neighbours in time.\n\n");
    }

    private static void Table(StringBuilder text, IEnumerable<(Goal Goal, Measured? Row)> rows, Machine machine, bool goals)
    {
        text.Append(goals ? "| what | median | least to most (rounds) | must | stretch | met | command | in absolute terms |\n|---|---|---|---|---|---|---|---|\n"
            : "| what | median | least to most (rounds) | command | in absolute terms |\n|---|---|---|---|---|\n");
        foreach ((Goal goal, Measured? row) in rows)
        {
            string bounds = goals ? $" {Bound(goal, goal.Must)} | {Bound(goal, goal.Stretch)} | {Verdict(goal, row, machine)} |" : "";
            (string median, string spread) = row?.Series is { } series
                ? (goal.Figure.Text(series.Median), $"{goal.Figure.Text(series.Least)} to {goal.Figure.Text(series.Most)} ({series.Rounds})") : ("", "");
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(goal.What)} | {median} | {spread} |{bounds} `{goal.Command}` | {Cell(row is null ? "" : row.Skipped is { } why ? $"not measured: {why}" : row.Note)} |\n");
        }
    }

    private static string Bound(Goal goal, double? bound) => bound is not { } value ? "" : goal.Figure is Figure.Ratio or Figure.Rate or Figure.Share ? $"≥ {goal.Figure.Text(value)}" : $"≤ {goal.Figure.Text(value)}";

    private static string Verdict(Goal goal, Measured? row, Machine machine) => row?.Series is { } series ? goal.Verdict(series.Median, machine.HasAmx) : "not measured";

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
