using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli.Tests;

/// <summary>One run of the tool inside the test's process.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    private static readonly TerminalFacts Redirected = new(IsRedirected: true, NoColor: null, Term: "xterm-256color");

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CliRun> Of(params string[] arguments) => Of(arguments, Redirected, CancellationToken.None);

    public static async Task<CliRun> Of(string[] arguments, TerminalFacts facts, CancellationToken cancellation)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new CliConsole(output, error, facts, TimeProvider.System);
        await using ServiceProvider services = Composition.Build(console, TimeProvider.System);
        var application = new CliApplication(RootSyntax.Build(services), console);
        CommandOutcome outcome = await application.RunAsync(arguments, () => CommandOutcome.Interrupted, cancellation);
        return new CliRun(outcome.ExitCode, output.ToString(), error.ToString());
    }
}
