namespace MedClip.Data;

/// <summary>Reads a public data set in the layout in which it is given out. Rows stream: nothing but what joins tables is held in memory.</summary>
public interface IFilmDataset
{
    /// <summary>The name on the command line, e.g. "chexpert".</summary>
    string Name { get; }

    /// <summary>What it reads, in a sentence.</summary>
    string Description { get; }

    /// <summary>The findings that its labels speak of.</summary>
    /// <param name="source">The folder or file of the set.</param>
    FindingSet Findings(string source);

    /// <summary>The films, in the order of the set.</summary>
    /// <param name="source">The folder or file of the set.</param>
    /// <param name="options">Which of the set's variants.</param>
    /// <exception cref="InvalidInputException">A table is missing or wrong; the message carries file and line.</exception>
    IEnumerable<DatasetFilm> Read(string source, DatasetOptions options);
}

/// <summary>Which variant of a data set is read.</summary>
public sealed record DatasetOptions
{
    /// <summary>The folder that pictures stand in, when it is not the set's own place for them.</summary>
    public string? ImageRoot { get; init; }

    /// <summary>MIMIC-CXR: whose labels, <c>chexpert</c> (default) or <c>negbio</c>.</summary>
    public string Labeler { get; init; } = "chexpert";

    /// <summary>The secret that patients' ids of DICOM files are hashed with; a random one when null.</summary>
    public string? Salt { get; init; }
}
