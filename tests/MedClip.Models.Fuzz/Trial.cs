namespace MedClip.Models.Fuzz;

/// <summary>One case: the files to write, and what is done with them.</summary>
/// <param name="Kind">What is damaged.</param>
/// <param name="Files">Names and contents.</param>
/// <param name="Run">Reads them in the folder that it is given; throws when they are refused.</param>
internal sealed record Trial(string Kind, IReadOnlyList<(string Name, byte[] Content)> Files, Action<string> Run)
{
    public long Bytes => Files.Sum(file => (long)file.Content.Length);
}
