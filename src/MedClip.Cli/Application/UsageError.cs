using System.CommandLine;
using System.CommandLine.Parsing;

namespace MedClip.Cli;

/// <summary>The one line that says what is wrong with a command line.</summary>
internal static class UsageError
{
    /// <summary>The complaint, or null when the command line can be run.</summary>
    public static string? Of(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
        {
            return null;
        }

        Command command = parsed.CommandResult.Command;
        string path = CommandPath.Of(command);
        return $"{path}: {Problem(parsed, command)} See '{path} --help'.";
    }

    private static string Problem(ParseResult parsed, Command command)
    {
        // A misspelled option also leaves the right one missing: the misspelling is the thing to say.
        if (parsed.UnmatchedTokens.Count > 0)
        {
            string token = parsed.UnmatchedTokens[0];
            return command.Subcommands.Count > 0
                ? $"there is no command '{token}'; the commands are {string.Join(", ", command.Subcommands.Select(c => c.Name))}."
                : $"'{token}' is not an option of this command.";
        }

        if (command.Subcommands.Count > 0)
        {
            return $"a command is needed: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.";
        }

        ParseError first = parsed.Errors.FirstOrDefault(error => error.SymbolResult is ArgumentResult or CommandResult) ?? parsed.Errors[0];
        return first.SymbolResult switch
        {
            ArgumentResult { Tokens.Count: 0 } missing => $"{missing.Argument.Name} is missing.",
            OptionResult { Tokens.Count: 0, Implicit: false } bare when bare.Option.Arity.MinimumNumberOfValues > 0 => $"{bare.Option.Name} needs a value.",
            CommandResult when first.Message.StartsWith("Required argument", StringComparison.Ordinal) && command.Arguments.FirstOrDefault(a => parsed.GetResult(a) is not { Tokens.Count: > 0 }) is { } missing => $"{missing.Name} is missing.",
            _ => first.Message,
        };
    }
}
