namespace MedClip.Data;

/// <summary>The data sets that are read.</summary>
public static class FilmDatasets
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IFilmDataset> All { get; } =
    [
        new CheXpertDataset(), new MimicCxrDataset(), new RsnaPneumoniaDataset(), new CovidRadiographyDataset(), new NihDataset(), new OpenIDataset(),
        new TableDataset(), new ClassFolderDataset(), new MedClipMetaDataset(), new DicomFolderDataset(),
    ];

    /// <summary>Finds one by name.</summary>
    /// <param name="name">E.g. "chexpert".</param>
    /// <exception cref="InvalidInputException">There is none of that name; the message lists them.</exception>
    public static IFilmDataset Find(string name) =>
        All.FirstOrDefault(set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidInputException($"'{name}' is no known data set; known are {string.Join(", ", All.Select(set => set.Name))}.");
}
