namespace MedClip.Models;

/// <summary>
/// The prompts that come along, written for this project and under its licence. <c>default</c>: a few for each of CheXpert's 14 findings. <c>graded</c>: the same findings by severity, place
/// and phrasing. <c>covid</c>: COVID-19. <c>rsna</c>: pneumonia as the RSNA challenge marks it.
/// </summary>
public static class PromptBanks
{
    private const string Folder = "MedClip.Models.Prompts.";

    /// <summary>The names that <see cref="Load"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["default", "graded", "covid", "rsna"];

    /// <summary>The JSON schema (draft 2020-12) of prompt files.</summary>
    public static string Schema
    {
        get
        {
            using var reader = new StreamReader(Open("prompt-bank.schema"));
            return reader.ReadToEnd();
        }
    }

    /// <summary>A bank as the file that it is, to start one's own from.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InvalidInputException">There is no such bank; the message lists those there are.</exception>
    public static Stream OpenFile(string name) => Open(Known(name));

    /// <summary>The prompts of a bank, its templates filled in.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="InvalidInputException">There is no such bank; the message lists those there are.</exception>
    public static PromptSet Load(string name)
    {
        using Stream stream = Open(Known(name));
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return PromptFile.Parse($"{PromptSet.BuiltInPrefix}{name}", bytes.ToArray());
    }

    private static string Known(string name) => Names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new InvalidInputException($"There is no built-in bank of prompts '{name}'; there are {string.Join(", ", Names)}.");

    private static Stream Open(string name) => typeof(PromptBanks).Assembly.GetManifestResourceStream($"{Folder}{name}.json")!;
}
