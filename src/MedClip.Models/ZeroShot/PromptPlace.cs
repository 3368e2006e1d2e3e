namespace MedClip.Models;

/// <summary>Where in a prompt file something stands.</summary>
/// <param name="File">The file.</param>
/// <param name="Path">Members with dots between, items in brackets.</param>
internal readonly record struct PromptPlace(string File, string Path)
{
    public PromptPlace Member(string name) => this with { Path = Path.Length == 0 ? $"'{name}'" : $"{Path}.'{name}'" };

    public PromptPlace Item(int index) => this with { Path = $"{Path}[{index}]" };

    public InvalidInputException Error(string problem) => InvalidInputException.At(File, Path.Length == 0 ? null : Path, problem);
}
