namespace MedClip.Cli;

/// <summary>Scripts that teach a shell the tool's commands, options and words. They name everything themselves: completing starts no process.</summary>
internal static class CompletionScripts
{
    public const string Bash = "bash", Zsh = "zsh", Fish = "fish", PowerShell = "pwsh";

    public static IReadOnlyList<string> Shells { get; } = [Bash, Zsh, Fish, PowerShell];

    /// <summary>The script of a shell.</summary>
    /// <param name="shell">One of <see cref="Shells"/>.</param>
    /// <param name="root">The tool.</param>
    public static string Of(string shell, CommandFacts root) => shell switch
    {
        Bash => BashCompletion.Script(root),
        Zsh => ZshCompletion.Script(root),
        Fish => FishCompletion.Script(root),
        _ => PowerShellCompletion.Script(root),
    };

    /// <summary>What may stand for a command's arguments: commands below it, and words of its arguments and of theirs.</summary>
    public static IEnumerable<string> Words(CommandFacts command) =>
        [.. command.Commands.Select(c => c.Name), .. command.Arguments.SelectMany(a => a.Words), .. command.Commands.SelectMany(Words)];

    /// <summary>The options of a command and of those below it.</summary>
    public static IEnumerable<ParameterFacts> Options(CommandFacts command) => [.. command.Options, .. command.Commands.SelectMany(Options)];
}
