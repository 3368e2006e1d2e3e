using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli.Tests;

/// <summary>One run of the tool inside the test's process.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    private static readonly TerminalFacts Redirected = new(IsRedirected: true, NoColor: null, Term: "xterm-256color");

    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static Task<CliRun> Of(params string[] arguments) => Of(arguments, Redirected, CancellationToken.None);

    /// <summary>A run that finds a text on its standard input.</summary>
    public static async Task<CliRun> Piped(string input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new CliConsole(output, error, Redirected, TimeProvider.System) { OpenInput = () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input)) };
        CommandOutcome outcome = await Outcome(arguments, console, CancellationToken.None);
        return new CliRun(outcome.ExitCode, output.ToString(), error.ToString());
    }

    public static async Task<CliRun> Of(string[] arguments, TerminalFacts facts, CancellationToken cancellation)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        CommandOutcome outcome = await Outcome(arguments, new CliConsole(output, error, facts, TimeProvider.System), cancellation);
        return new CliRun(outcome.ExitCode, output.ToString(), error.ToString());
    }

    public static Task<CommandOutcome> Outcome(string[] arguments, TextWriter error, CancellationToken cancellation) =>
        Outcome(arguments, new CliConsole(TextWriter.Null, error, Redirected, TimeProvider.System), cancellation);

    private static async Task<CommandOutcome> Outcome(string[] arguments, CliConsole console, CancellationToken cancellation)
    {
        await using ServiceProvider services = Composition.Build(console, TimeProvider.System);
        return await new CliApplication(RootSyntax.Build(services, arguments.FirstOrDefault()), console).RunAsync(arguments, () => CommandOutcome.Interrupted, cancellation);
    }
}
