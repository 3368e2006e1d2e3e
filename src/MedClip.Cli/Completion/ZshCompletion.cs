using System.Text;

namespace MedClip.Cli;

/// <summary>Completion for zsh.</summary>
internal static class ZshCompletion
{
    public static string Script(CommandFacts root)
    {
        var script = new StringBuilder("#compdef medclip\n# zsh completion of medclip. Load it: source <(medclip completions script zsh), or save it as _medclip in a folder of $fpath.\n_medclip() {\n    local -a commands\n    commands=(\n");
        foreach (CommandFacts command in root.Commands)
        {
            script.Append($"        {Quote($"{command.Name}:{command.Description}")}\n");
        }

        script.Append("    )\n    if (( CURRENT == 2 )); then\n        _describe 'command' commands\n        return\n    fi\n    case \"$words[2]\" in\n");
        foreach (CommandFacts command in root.Commands)
        {
            script.Append($"        {command.Name})\n            _arguments");
            foreach (ParameterFacts option in CompletionScripts.Options(command))
            {
                foreach (string name in option.Names)
                {
                    script.Append($" \\\n                {Quote($"{(option.Repeats ? "*" : "")}{name}[{Bare(option.Description)}]{Value(option)}")}");
                }
            }

            string[] words = [.. CompletionScripts.Words(command)];
            script.Append(words.Length > 0 ? $" \\\n                {Quote($"2:word:({string.Join(' ', words)})")} \\\n                {Quote($"*:word:({string.Join(' ', words)})")} ;;\n" : " \\\n                '*:file:_files' ;;\n");
        }

        script.Append("    esac\n}\nif [[ \"$funcstack[1]\" == _medclip ]]; then\n    _medclip \"$@\"\nelse\n    compdef _medclip medclip\nfi\n");
        return script.ToString();
    }

    private static string Value(ParameterFacts option) => option.Takes.Length == 0 ? ""
        : option.Words.Count > 0 ? $":{Bare(option.Takes)}:({string.Join(' ', option.Words.Select(word => word.Replace(":", "\\:", StringComparison.Ordinal)))})"
        : option.TakesFile ? $":{Bare(option.Takes)}:_files" : $":{Bare(option.Takes)}: ";

    // Brackets and colons have a meaning in a specification.
    private static string Bare(string text) => text.Replace("[", "(", StringComparison.Ordinal).Replace("]", ")", StringComparison.Ordinal).Replace(":", "\\:", StringComparison.Ordinal);

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
