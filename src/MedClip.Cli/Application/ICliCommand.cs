namespace MedClip.Cli;

/// <summary>What a command does, apart from how its options are spelled.</summary>
/// <typeparam name="TOptions">The command's options.</typeparam>
internal interface ICliCommand<in TOptions>
{
    Task<CommandOutcome> RunAsync(TOptions options, CancellationToken cancellation);
}
