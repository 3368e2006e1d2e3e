namespace MedClip.Data;

/// <summary>What a prepared set holds.</summary>
public sealed class PreparationSummary
{
    private readonly HashSet<string> patients = new(StringComparer.Ordinal);
    private readonly HashSet<string> studies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> views = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> splits = new(StringComparer.Ordinal);
    private readonly List<string> missing = [];
    private readonly FindingCount[] counts;

    internal PreparationSummary(FindingSet findings)
    {
        Findings = findings;
        counts = new FindingCount[findings.Count];
    }

    /// <summary>The findings of the table's columns.</summary>
    public FindingSet Findings { get; }

    /// <summary>Films written.</summary>
    public int Images { get; private set; }

    /// <summary>Different patients among them.</summary>
    public int Patients => patients.Count;

    /// <summary>Different studies among them.</summary>
    public int Studies => studies.Count;

    /// <summary>Reports written.</summary>
    public int Reports { get; internal set; }

    /// <summary>Films that have a report of their own study.</summary>
    public int Pairs { get; internal set; }

    /// <summary>Rows whose file is missing.</summary>
    public int Missing { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> MissingExamples => missing;

    /// <summary>Rows left out because their file stood in a row before.</summary>
    public int DuplicateRows { get; internal set; }

    /// <summary>Films whose bytes equal those of a film before; counted when films are hashed. They stay in the table.</summary>
    public int EqualFiles { get; internal set; }

    /// <summary>Lateral films left out by option.</summary>
    public int Lateral { get; internal set; }

    /// <summary>Films by view; "unknown" where the set does not say.</summary>
    public IReadOnlyDictionary<string, int> Views => views;

    /// <summary>Films by the set's own split; empty when it has none.</summary>
    public IReadOnlyDictionary<string, int> Splits => splits;

    /// <summary>How often a finding is present, absent and uncertain.</summary>
    /// <param name="index">The finding's place in <see cref="Findings"/>.</param>
    public FindingCount Count(int index) => counts[index];

    internal void Add(DatasetFilm film)
    {
        Images++;
        if (film.Patient is not null)
        {
            patients.Add(film.Patient);
        }

        if (film.Study is not null)
        {
            studies.Add(film.Study);
        }

        string view = film.View ?? "unknown";
        views[view] = views.GetValueOrDefault(view) + 1;
        if (film.Split is not null)
        {
            splits[film.Split] = splits.GetValueOrDefault(film.Split) + 1;
        }

        ReadOnlySpan<LabelValue> values = film.Labels.Values;
        for (int i = 0; i < values.Length; i++)
        {
            counts[i] = counts[i].With(values[i]);
        }
    }

    internal void AddMissing(string file)
    {
        Missing++;
        if (missing.Count < 10)
        {
            missing.Add(file);
        }
    }
}

/// <summary>How often a finding has each label.</summary>
/// <param name="Positive">Present.</param>
/// <param name="Negative">Absent.</param>
/// <param name="Uncertain">Uncertain.</param>
public readonly record struct FindingCount(int Positive, int Negative, int Uncertain)
{
    internal FindingCount With(LabelValue value) => value switch
    {
        LabelValue.Positive => this with { Positive = Positive + 1 },
        LabelValue.Negative => this with { Negative = Negative + 1 },
        LabelValue.Uncertain => this with { Uncertain = Uncertain + 1 },
        _ => this,
    };
}
