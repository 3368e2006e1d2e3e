using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;

namespace MedClip.Cli;

/// <summary>An option or an argument, as scripts of completion and the reference need it.</summary>
/// <param name="Names">An option's names, the long one first; an argument's name.</param>
/// <param name="Takes">What it takes, as the help writes it; empty for a flag.</param>
/// <param name="Description">What it means.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Repeats">Whether it may be given more than once.</param>
internal sealed partial record ParameterFacts(IReadOnlyList<string> Names, string Takes, string Description, bool IsRequired, bool Repeats)
{
    public string Name => Names[0];

    /// <summary>The words that it takes, where it takes named ones.</summary>
    public IReadOnlyList<string> Words => [.. Takes.Split('|').Where(word => Takes.Contains('|') && Word().IsMatch(word))];

    /// <summary>Whether it may take a file or folder.</summary>
    public bool TakesFile => Takes.Length > 0 && Takes.Split('|').Any(part => FileLike().IsMatch(part));

    [GeneratedRegex("^[a-z][a-z0-9:_-]*$")]
    private static partial Regex Word();

    [GeneratedRegex(@"DIR|FILE|RUN|CKPT|SRC|PATH|\.(csv|json|jsonl|html|safetensors|index)$")]
    private static partial Regex FileLike();
}

/// <summary>A command with what it takes, read from its syntax.</summary>
/// <param name="Path">As it is typed, e.g. <c>medclip probe</c>.</param>
/// <param name="Name">Its last word.</param>
/// <param name="Description">What it does.</param>
/// <param name="Arguments">In order.</param>
/// <param name="Options">In the order of the help.</param>
/// <param name="Commands">Those below it.</param>
internal sealed record CommandFacts(
    string Path, string Name, string Description, IReadOnlyList<ParameterFacts> Arguments, IReadOnlyList<ParameterFacts> Options, IReadOnlyList<CommandFacts> Commands)
{
    /// <summary>Reads a command.</summary>
    public static CommandFacts Of(Command command) => new(
        CommandPath.Of(command),
        command is RootCommand ? "medclip" : command.Name,
        command.Description ?? "",
        [.. command.Arguments.Select(a => new ParameterFacts([a.Name], a.HelpName ?? a.Name, a.Description ?? "", a.Arity.MinimumNumberOfValues > 0, a.Arity.MaximumNumberOfValues > 1))],
        [.. command.Options.Where(o => o is not HelpOption && !o.Hidden).Select(Option)],
        [.. command.Subcommands.Where(c => !c.Hidden).Select(Of)]);

    private static ParameterFacts Option(Option option) => new(
        [option.Name, .. option.Aliases.Where(alias => alias != option.Name)],
        option.ValueType == typeof(bool) || option is VersionOption ? "" : option.HelpName ?? "VALUE",
        option.Description ?? "", option.Required, option.Arity.MaximumNumberOfValues > 1);
}
