namespace MedClip.Benchmarks.Results;

/// <summary>Where a mode hands its rows over; each is printed as it comes.</summary>
internal sealed class ResultRows(Effort effort, TextWriter output, Func<Measured, Measured> stamp)
{
    private readonly List<Measured> rows = [];

    /// <summary>How much to do.</summary>
    public Effort Effort => effort;

    public IReadOnlyList<Measured> All => rows;

    /// <summary>Adds a row.</summary>
    /// <param name="id">One of <see cref="Goals"/>.</param>
    /// <param name="series">What the rounds gave.</param>
    /// <param name="note">Absolute times and the like.</param>
    /// <exception cref="ArgumentException">No goal has this id, or the row is there already.</exception>
    public void Add(string id, Series series, string note = "") => Keep(new Measured { Id = id, Series = series, Note = note, Commit = "", Date = default });

    /// <summary>Adds a row of a single number.</summary>
    public void Add(string id, double value, string note = "") => Add(id, Series.Of(value), note);

    /// <summary>Says why a row is not measured.</summary>
    public void Skip(string id, string why) => Keep(new Measured { Id = id, Skipped = why, Commit = "", Date = default });

    /// <summary>Prints a line that is no row.</summary>
    public void Say(string line) => output.WriteLine(line);

    private void Keep(Measured row)
    {
        Goal goal = Goals.Find(row.Id) ?? throw new ArgumentException($"No goal has the id '{row.Id}'.", nameof(row));
        if (rows.Any(other => other.Id == row.Id))
        {
            throw new ArgumentException($"The row '{row.Id}' is there already.", nameof(row));
        }

        rows.Add(stamp(row));
        output.WriteLine(row.Series is { } series
            ? $"{row.Id}: {goal.Figure.Text(series.Median)} ({goal.Figure.Text(series.Least)} to {goal.Figure.Text(series.Most)}, {series.Rounds} rounds){(row.Note.Length > 0 ? $"; {row.Note}" : "")}"
            : $"{row.Id}: not measured: {row.Skipped}");
    }
}
