namespace MedClip.Data;

internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"medclip-data-{Guid.NewGuid():N}");

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, PixelImage image)
    {
        string path = Path.Combine(Folder, name);
        PngWriter.Write(path, image);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
