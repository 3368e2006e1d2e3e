using MedClip.Data;

namespace MedClip.Cli;

/// <summary>A table of a prepared data set.</summary>
/// <param name="Set">The data set's name, which its folder has too.</param>
/// <param name="File">The table.</param>
internal readonly record struct PreparedFile(string Set, string File = "films.csv");

/// <summary>The data sets of the paper in a folder: each where <c>medclip prepare</c> wrote it, under its own name.</summary>
/// <param name="folder">The folder.</param>
/// <param name="reader">Reads tables of films.</param>
internal sealed class PreparedSets(string folder, FilmReader reader)
{
    public const string CheXpert = "chexpert", Mimic = "mimic", Covid = "covid", Rsna = "rsna";

    private readonly Dictionary<string, ImageTable> tables = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> All { get; } = [CheXpert, Mimic, Covid, Rsna];

    /// <summary>Refuses to begin when a table is missing, naming each and how it is made.</summary>
    /// <exception cref="InvalidInputException">Something is missing.</exception>
    public void Require(IReadOnlyList<PreparedFile> files)
    {
        PreparedFile[] missing = [.. files.Distinct().Where(file => !File.Exists(PathOf(file)))];
        if (missing.Length > 0)
        {
            throw InvalidInputException.At(
                folder, null, $"{string.Join(", ", missing.Select(file => $"{file.Set}/{file.File}"))} {(missing.Length == 1 ? "is" : "are")} missing.",
                "Prepare " + string.Join("; ", missing.Select(file => file.Set).Distinct().Select(set => $"{FilmDatasets.Find(set).Description}: medclip prepare {set} SRC --output {Path.Combine(folder, set)}"))
                + (missing.Any(file => file.File == "reports.csv") ? "; the reports must lie beside the films in SRC." : "."));
        }
    }

    /// <summary>The films of a set, read once.</summary>
    public ImageTable Films(string set)
    {
        if (!tables.TryGetValue(set, out ImageTable? table))
        {
            ImageTableOptions options = set == Covid
                ? new ImageTableOptions { Findings = new FindingSet([Finding.NoFinding, Finding.LungOpacity, Finding.Pneumonia, CovidRadiographyDataset.Covid]) }
                : new ImageTableOptions();
            tables[set] = table = reader.Read(Input(set), options);
        }

        return table;
    }

    /// <summary>The films of a set as an input of a command.</summary>
    public ImageInput Input(string set) => new(PathOf(new PreparedFile(set)), null, UnreadablePictures.Skip, DuplicateRows.Refuse);

    /// <summary>A table's path.</summary>
    public string PathOf(PreparedFile file) => Path.Combine(folder, file.Set, file.File);
}
