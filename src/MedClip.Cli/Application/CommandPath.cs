using System.CommandLine;

namespace MedClip.Cli;

/// <summary>A command as it is typed.</summary>
internal static class CommandPath
{
    /// <summary>E.g. <c>medclip completions script</c>.</summary>
    public static string Of(Command command) => command is RootCommand
        ? "medclip"
        : command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Of(parent)} {command.Name}" : $"medclip {command.Name}";
}
