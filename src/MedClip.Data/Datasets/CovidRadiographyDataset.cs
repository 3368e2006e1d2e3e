namespace MedClip.Data;

/// <summary>
/// The COVID-19 radiography database (https://www.kaggle.com/datasets/tawsifurrahman/covid19-radiography-database): COVID, Normal, Lung_Opacity and
/// Viral Pneumonia, films in <c>images/</c> below each or directly in it; lung masks are passed over.
/// </summary>
public sealed class CovidRadiographyDataset : IFilmDataset
{
    /// <summary>COVID-19, which is none of CheXpert's 14.</summary>
    public static Finding Covid { get; } = new("COVID-19");

    /// <inheritdoc/>
    public string Name => "covid";

    /// <inheritdoc/>
    public string Description => "COVID-19 radiography database: the folder with COVID/, Normal/, Viral Pneumonia/, Lung_Opacity/";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => new([Finding.NoFinding, Finding.LungOpacity, Finding.Pneumonia, Covid]);

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ClassFolder[] folders = [.. ClassFolders.Of(source)
            .Where(folder => !folder.Class.Contains("mask", StringComparison.OrdinalIgnoreCase))
            .Select(folder => folder with
            {
                Class = Known(folder.Class) ?? throw InvalidInputException.At(folder.Folder, null, "this is no class of a COVID set; COVID, Normal, Lung_Opacity and Viral Pneumonia are known."),
                Folder = Directory.Exists(Path.Combine(folder.Folder, "images")) ? Path.Combine(folder.Folder, "images") : folder.Folder,
            })];
        return ClassFolders.Read(folders, Findings(source));
    }

    private static string? Known(string name) => FindingName.Normalize(name) switch
    {
        "covid" or "covid19" or "covid19pneumonia" => Covid.Name,
        "normal" or "nofindings" or "nofinding" or "healthy" => "Normal",
        "lungopacity" or "noncovid" => "Lung Opacity",
        "viralpneumonia" or "pneumonia" or "bacterialpneumonia" => "Pneumonia",
        _ => null,
    };
}
