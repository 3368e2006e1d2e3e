using System.Text;

namespace MedClip.Cli;

/// <summary>Completion for PowerShell.</summary>
internal static class PowerShellCompletion
{
    public static string Script(CommandFacts root)
    {
        var script = new StringBuilder("""
            # PowerShell completion of medclip. Load it: medclip completions script pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName medclip -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                $options = @{

            """);
        Append(script, root.Commands, command => CompletionScripts.Options(command).SelectMany(o => o.Names));
        script.Append("    }\n    $words = @{\n");
        Append(script, root.Commands, CompletionScripts.Words);
        script.Append("    }\n    $values = @{\n");
        foreach (CommandFacts command in root.Commands)
        {
            foreach (ParameterFacts option in CompletionScripts.Options(command).Where(o => o.Words.Count > 0))
            {
                script.Append($"        {Quote($"{command.Name} {option.Name}")} = {List(option.Words)}\n");
            }
        }

        script.Append($$"""
                }
                $commands = {{List(root.Commands.Select(c => c.Name))}}
                $elements = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
                $command = @($elements | Select-Object -Skip 1 | Where-Object { $_ -notlike '-*' })[0]
                $before = if ($wordToComplete) { $elements[-2] } else { $elements[-1] }
                $found = if (-not $options.ContainsKey("$command") -or $command -eq $wordToComplete) { $commands }
                    elseif ($values.ContainsKey("$command $before")) { $values["$command $before"] }
                    elseif ($wordToComplete -like '-*') { $options[$command] }
                    else { $words[$command] }
                $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
            }

            """);
        return script.ToString();
    }

    private static void Append(StringBuilder script, IEnumerable<CommandFacts> commands, Func<CommandFacts, IEnumerable<string>> items)
    {
        foreach (CommandFacts command in commands)
        {
            script.Append($"        {Quote(command.Name)} = {List(items(command))}\n");
        }
    }

    private static string List(IEnumerable<string> items) => $"@({string.Join(", ", items.Select(Quote))})";

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
