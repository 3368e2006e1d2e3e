using MedClip.Cli;
using Microsoft.Extensions.DependencyInjection;

var console = new CliConsole(StandardStreams.Output(), StandardStreams.Error(), TerminalFacts.OfProcess(), TimeProvider.System);
using var signals = new SignalCancellation(() => console.Say("stopping after this step; Ctrl-C again ends at once"));
await using ServiceProvider services = Composition.Build(console, TimeProvider.System);
CommandOutcome outcome = await new CliApplication(RootSyntax.Build(services), console).RunAsync(args, () => signals.Outcome, signals.Token);
return outcome.ExitCode;
