using MedClip.Cli;
using Microsoft.Extensions.DependencyInjection;

int exitCode = await RunAsync(args).ConfigureAwait(false);
ProcessEnd.WithoutUnloading(exitCode);
return exitCode;

static async Task<int> RunAsync(string[] args)
{
    var console = new CliConsole(StandardStreams.Output(), StandardStreams.Error(), TerminalFacts.OfProcess(), TimeProvider.System);
    bool isLaunched = Environment.GetEnvironmentVariable(WorkerVariables.Launcher) is { Length: > 0 };
    using var signals = new SignalCancellation(
        () => console.Say(isLaunched ? "stopping after this step" : "stopping after this step; Ctrl-C again ends at once"), isLaunched);
    using LauncherWatch? watch = LauncherWatch.OfProcess(() => Environment.Exit(CommandOutcome.Failed.ExitCode));
    await using ServiceProvider services = Composition.Build(console, TimeProvider.System);
    CommandOutcome outcome = await new CliApplication(RootSyntax.Build(services, args.FirstOrDefault()), console).RunAsync(args, () => signals.Outcome, signals.Token);
    return outcome.ExitCode;
}
