namespace MedClip.Data;

/// <summary>A class, its folder, and the split that the folder stands under.</summary>
internal sealed record ClassFolder(string Class, string Folder, string? Split);

/// <summary>Films that lie in a folder for each class.</summary>
internal static class ClassFolders
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".dcm"];

    public static IEnumerable<ClassFolder> Of(string source)
    {
        string[] folders = Sub(source);
        if (folders.Length == 0)
        {
            throw InvalidInputException.At(source, null, "there is no folder in it; a folder for each class is expected.");
        }

        bool bySplit = folders.All(folder => Split(folder) is not null);
        return bySplit
            ? folders.SelectMany(folder => Sub(folder).Select(kind => new ClassFolder(Path.GetFileName(kind), kind, Split(folder))))
            : folders.Select(folder => new ClassFolder(Path.GetFileName(folder), folder, null));
    }

    /// <summary>Findings of known names, others as they are called.</summary>
    public static FindingSet Findings(IEnumerable<string> classes) =>
        new(classes.Select(name => FindingAliases.Resolve(name) ?? new Finding(name)).Distinct());

    public static IEnumerable<DatasetFilm> Read(IReadOnlyList<ClassFolder> folders, FindingSet findings)
    {
        var names = new ClassNames(findings, folders.Select(folder => folder.Class));
        foreach (ClassFolder folder in folders)
        {
            FindingLabels labels = names.Of([folder.Class], out _)!;
            foreach (string file in Directory.EnumerateFiles(folder.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                {
                    yield return new DatasetFilm(file, labels) { Split = folder.Split };
                }
            }
        }
    }

    private static string[] Sub(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)]
        : throw InvalidInputException.At(folder, null, "there is no such folder.");

    private static string? Split(string folder) => Path.GetFileName(folder).ToLowerInvariant() switch
    {
        "train" or "training" => "train",
        "val" or "valid" or "validation" => "validation",
        "test" or "testing" => "test",
        _ => null,
    };
}
