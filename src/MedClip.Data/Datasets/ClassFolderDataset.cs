namespace MedClip.Data;

/// <summary>A folder for each class, as <c>ImageFolder</c> of torchvision has it; a level train/, val/ or test/ above is understood.</summary>
public sealed class ClassFolderDataset : IFilmDataset
{
    /// <inheritdoc/>
    public string Name => "folder";

    /// <inheritdoc/>
    public string Description => "A folder for each class, optionally below train/, val/, test/";

    /// <inheritdoc/>
    public FindingSet Findings(string source) => ClassFolders.Findings(ClassFolders.Of(source).Select(folder => folder.Class));

    /// <inheritdoc/>
    public IEnumerable<DatasetFilm> Read(string source, DatasetOptions options)
    {
        ClassFolder[] folders = [.. ClassFolders.Of(source)];
        return ClassFolders.Read(folders, ClassFolders.Findings(folders.Select(folder => folder.Class)));
    }
}
