using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip completions script bash|zsh|fish|pwsh</c></summary>
internal sealed class CompletionsSyntax : Command
{
    private readonly Argument<string> shell = Declare.Positional("SHELL", $"The shell: {string.Join(", ", CompletionScripts.Shells)}.");

    public CompletionsSyntax(CliConsole console)
        : base("completions", "Teach a shell to complete commands, options and words.")
    {
        shell.HelpName = string.Join('|', CompletionScripts.Shells);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && !CompletionScripts.Shells.Contains(name))
            {
                result.AddError($"SHELL is one of {string.Join(", ", CompletionScripts.Shells)}, not '{name}'.");
            }
        });
        var script = new Command("script", "Print a script for a shell; its first lines say how to load it.") { shell };
        script.SetAction(parsed =>
        {
            console.Out.Write(CompletionScripts.Of(parsed.GetRequiredValue(shell), CommandFacts.Of(parsed.RootCommandResult.Command)));
            return CommandOutcome.Success.ExitCode;
        });
        Add(script);
    }
}
