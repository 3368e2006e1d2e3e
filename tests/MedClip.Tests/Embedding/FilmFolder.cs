namespace MedClip.Tests;

/// <summary>A folder of the fake encoder's "films" that goes away with the test.</summary>
internal sealed class FilmFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public string Add(string name, string content)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    public string Missing => Path.Combine(folder, "missing.png");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
