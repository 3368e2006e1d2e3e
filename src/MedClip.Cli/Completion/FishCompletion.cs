using System.Text;

namespace MedClip.Cli;

/// <summary>Completion for fish.</summary>
internal static class FishCompletion
{
    public static string Script(CommandFacts root)
    {
        var script = new StringBuilder("# fish completion of medclip. Load it: medclip completions script fish | source\n");
        foreach (CommandFacts command in root.Commands)
        {
            script.Append($"complete -c medclip -f -n __fish_use_subcommand -a {command.Name} -d {Quote(command.Description)}\n");
        }

        foreach (CommandFacts command in root.Commands)
        {
            string seen = $"complete -c medclip -n '__fish_seen_subcommand_from {command.Name}'";
            string[] words = [.. CompletionScripts.Words(command)];
            if (words.Length > 0)
            {
                script.Append($"{seen} -f -a {Quote(string.Join(' ', words))}\n");
            }

            foreach (ParameterFacts option in CompletionScripts.Options(command))
            {
                string names = string.Concat(option.Names.Select(name => name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}" : $" -s {name[1..]}"));
                string value = option.Takes.Length == 0 ? "" : option.Words.Count > 0 ? $" {(option.TakesFile ? "-r" : "-x")} -a {Quote(string.Join(' ', option.Words))}" : option.TakesFile ? " -r" : " -x";
                script.Append($"{seen}{names}{value} -d {Quote(option.Description)}\n");
            }
        }

        return script.ToString();
    }

    private static string Quote(string text) => "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
}
