using System.CommandLine;

namespace MedClip.Cli;

/// <summary>Parses a command line, runs the command, and turns whatever happens into one exit code and, at most, one line of complaint.</summary>
internal sealed class CliApplication(RootCommand root, CliConsole console)
{
    // The library would expand "@file"; here "@" in an argument is a character like any other.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <param name="arguments">The arguments as the shell passed them.</param>
    /// <param name="cancelled">The outcome when <paramref name="cancellation"/> ends the command.</param>
    /// <param name="cancellation">Asks the command to save its work and stop.</param>
    public async Task<CommandOutcome> RunAsync(IReadOnlyList<string> arguments, Func<CommandOutcome> cancelled, CancellationToken cancellation)
    {
        ParseResult parsed = root.Parse(arguments, Parser);
        if (UsageError.Of(parsed) is { } complaint)
        {
            console.Complain(complaint);
            return CommandOutcome.WrongUse;
        }

        var invocation = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
            // The library would end the process two seconds after a signal: too soon for a checkpoint.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return new CommandOutcome(await parsed.InvokeAsync(invocation, cancellation).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return cancelled();
        }
#pragma warning disable CA1031 // The outermost frame: every error becomes a line and an exit code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            console.Complain($"{CommandPath.Of(parsed.CommandResult.Command)}: {ErrorText.Of(error)}");
            console.Detail(error);
            return error is WrongUseException ? CommandOutcome.WrongUse : CommandOutcome.Failed;
        }
    }
}
