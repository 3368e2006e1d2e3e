using System.Text;

namespace MedClip.Cli;

/// <summary>Completion for bash.</summary>
internal static class BashCompletion
{
    public static string Script(CommandFacts root)
    {
        var script = new StringBuilder("""
            # bash completion of medclip. Load it: source <(medclip completions script bash)
            _medclip() {
                local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" command="" options="" words="" i
                COMPREPLY=()
                for ((i = 1; i < COMP_CWORD; i++)); do
                    case "${COMP_WORDS[i]}" in -*) ;; *) command="${COMP_WORDS[i]}"; break ;; esac
                done

            """);
        script.Append($"    case \"$command\" in\n        '')\n            COMPREPLY=($(compgen -W \"{string.Join(' ', root.Commands.Select(c => c.Name).Concat(root.Options.Select(o => o.Name)).Append("--help"))}\" -- \"$cur\"))\n            return ;;\n");
        foreach (CommandFacts command in root.Commands)
        {
            Append(script, command);
        }

        script.Append("""
                    *) return ;;
                esac
                if [[ $cur == -* ]]; then
                    COMPREPLY=($(compgen -W "$options --help" -- "$cur"))
                else
                    COMPREPLY=($(compgen -W "$words" -- "$cur") $(compgen -f -- "$cur"))
                fi
            }
            complete -o filenames -F _medclip medclip

            """);
        return script.ToString();
    }

    private static void Append(StringBuilder script, CommandFacts command)
    {
        ParameterFacts[] options = [.. CompletionScripts.Options(command)];
        script.Append($"        {command.Name})\n            case \"$prev\" in\n");
        foreach (ParameterFacts option in options.Where(o => o.Takes.Length > 0))
        {
            string words = option.Words.Count > 0 ? $"$(compgen -W \"{string.Join(' ', option.Words)}\" -- \"$cur\")" : "";
            string files = option.TakesFile ? "$(compgen -f -- \"$cur\")" : "";
            script.Append($"                {string.Join('|', option.Names)}) COMPREPLY=({string.Join(' ', ((string[])[words, files]).Where(part => part.Length > 0))}); return ;;\n");
        }

        script.Append($"            esac\n            options=\"{string.Join(' ', options.SelectMany(o => o.Names))}\"\n            words=\"{string.Join(' ', CompletionScripts.Words(command))}\" ;;\n");
    }
}
