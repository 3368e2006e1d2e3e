namespace MedClip.Evaluation;

/// <summary>A number of the paper beside what was measured here.</summary>
/// <param name="Measured">The measurements, one for each draw or seed; empty when nothing was measured.</param>
/// <param name="Paper">What the paper says; null when it says nothing of this.</param>
/// <param name="PaperDeviation">The deviation as the paper prints it, e.g. "&lt;0.01"; null for none.</param>
public sealed record PaperCell(IReadOnlyList<double> Measured, double? Paper = null, string? PaperDeviation = null)
{
    /// <summary>Nothing measured, and nothing in the paper.</summary>
    public static PaperCell Empty { get; } = new([]);
}

/// <summary>A row of a <see cref="PaperTable"/>.</summary>
/// <param name="Name">The model or data set.</param>
/// <param name="Cells">One for each column.</param>
public sealed record PaperRow(string Name, IReadOnlyList<PaperCell> Cells);

/// <summary>A table of the paper (https://arxiv.org/abs/2210.10163) with what was measured here beside it.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Source">Where the paper's numbers stand, e.g. "Table 1".</param>
/// <param name="Note">What was measured and how.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows.</param>
public sealed record PaperTable(string Title, string Source, string Note, IReadOnlyList<string> Columns, IReadOnlyList<PaperRow> Rows)
{
    /// <summary>The table with measurements in one place; a row that the paper lacks comes last.</summary>
    /// <param name="row">The row's name.</param>
    /// <param name="column">The column's name.</param>
    /// <param name="measured">The measurements.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public PaperTable With(string row, string column, IReadOnlyList<double> measured)
    {
        int place = Columns.ToList().IndexOf(column);
        if (place < 0)
        {
            throw new ArgumentException($"{Source} has no column '{column}'.", nameof(column));
        }

        PaperRow[] rows = Rows.Any(r => r.Name == row) ? [.. Rows] : [.. Rows, new PaperRow(row, [.. Columns.Select(_ => PaperCell.Empty)])];
        return this with
        {
            Rows = [.. rows.Select(r => r.Name != row ? r : r with { Cells = [.. r.Cells.Select((cell, i) => i == place ? cell with { Measured = measured } : cell)] })],
        };
    }

    /// <summary>The table with some of its columns only, in their order.</summary>
    /// <param name="columns">Names of columns.</param>
    public PaperTable Only(IReadOnlyCollection<string> columns)
    {
        int[] kept = [.. Enumerable.Range(0, Columns.Count).Where(i => columns.Contains(Columns[i]))];
        return this with { Columns = [.. kept.Select(i => Columns[i])], Rows = [.. Rows.Select(r => r with { Cells = [.. kept.Select(i => r.Cells[i])] })] };
    }
}
