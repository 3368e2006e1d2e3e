using System.CommandLine;
using System.CommandLine.Parsing;

namespace MedClip.Cli;

/// <summary>Options of the form <c>key=value</c>.</summary>
internal static class SettingPairs
{
    /// <summary>Refuses what has no key.</summary>
    public static void Check(Option<string[]> option) => option.Validators.Add(result =>
    {
        foreach (Token token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) < 1))
        {
            result.AddError($"{option.Name} takes {option.HelpName}, not '{token.Value}'.");
        }
    });

    public static IReadOnlyList<KeyValuePair<string, string>> Of(string[] texts) => [.. texts.Select(Of)];

    private static KeyValuePair<string, string> Of(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return new(text[..equals].Trim(), text[(equals + 1)..].Trim());
    }
}
