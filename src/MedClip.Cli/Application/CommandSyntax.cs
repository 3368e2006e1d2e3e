using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli;

/// <summary>How a command's options are spelled, and how they become its options record.</summary>
/// <typeparam name="TOptions">The command's options.</typeparam>
internal abstract class CommandSyntax<TOptions>(string name, string description) : Command(name, description)
{
    public abstract TOptions Bind(ParseResult parsed);

    /// <summary>Lets the command registered for these options run them.</summary>
    public Command RunBy(IServiceProvider services)
    {
        SetAction(async (parsed, cancellation) =>
            (await services.GetRequiredService<ICliCommand<TOptions>>().RunAsync(Bind(parsed), cancellation).ConfigureAwait(false)).ExitCode);
        return this;
    }
}
