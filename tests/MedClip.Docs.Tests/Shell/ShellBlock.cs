using System.Text.RegularExpressions;
using MedClip.Cli;
using MedClip.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Docs.Tests;

/// <summary>
/// Runs a block of commands. <c>medclip …</c> runs in this process, in the current folder; <c>./build.sh VERB</c> and the names of
/// packages are checked against the repository; any other command is an error, so that no documented command goes unchecked.
/// </summary>
internal static partial class ShellBlock
{
    public static async Task RunAsync(CodeBlock block)
    {
        foreach (string[] command in ShellLine.Commands(block))
        {
            string[] words = [.. command.SkipWhile(word => Assignment().IsMatch(word))];
            switch (words)
            {
                case ["medclip" or "artifacts/medclip/medclip" or "./artifacts/medclip/medclip", .. string[] arguments]:
                    await RunMedClipAsync(block, arguments);
                    break;
                case ["./build.sh", string verb, ..]:
                    RequireInBuildScript(block, verb);
                    break;
                case ["dotnet", "add", "package", string package, ..]:
                    RequirePackage(block, package);
                    break;
                case ["dotnet", "tool", "install", "--global" or "-g", string tool, ..]:
                    RequirePackage(block, tool);
                    break;
                case ["cd", ..] or ["git", "clone", ..]:
                    break;
                default:
                    throw new NotSupportedException($"{block.Place}: nothing here can check the command '{string.Join(' ', command)}'.");
            }
        }
    }

    private static async Task RunMedClipAsync(CodeBlock block, string[] arguments)
    {
        if (arguments is ["pretrain", ..] && !arguments.Contains("--epochs") && !arguments.Contains("--help"))
        {
            // The same command, only sooner done.
            arguments = [.. arguments, "--epochs", "1"];
        }

        using var output = new StringWriter();
        using var error = new StringWriter();
        var console = new CliConsole(output, error, new TerminalFacts(IsRedirected: true, NoColor: null, Term: null, Trace: true), TimeProvider.System);
        await using ServiceProvider services = Composition.Build(console, TimeProvider.System);
        CommandOutcome outcome = await new CliApplication(RootSyntax.Build(services), console).RunAsync(arguments, () => CommandOutcome.Interrupted, CancellationToken.None);
        if (outcome != CommandOutcome.Success)
        {
            throw new InvalidOperationException($"{block.Place}: medclip {string.Join(' ', arguments)} ends with {outcome.ExitCode}:\n{error}");
        }
    }

    private static void RequireInBuildScript(CodeBlock block, string verb)
    {
        string script = File.ReadAllText(Path.Combine(SharedFolder.RepositoryRoot, "build.sh"));
        string[] verbs = [.. CasePatterns().Matches(script).SelectMany(m => m.Groups[1].Value.Split('|', StringSplitOptions.TrimEntries))];
        if (!verbs.Contains(verb))
        {
            throw new InvalidOperationException($"{block.Place}: build.sh has no verb '{verb}', only {string.Join(", ", verbs)}.");
        }
    }

    private static void RequirePackage(CodeBlock block, string package)
    {
        if (!File.Exists(Path.Combine(SharedFolder.RepositoryRoot, "src", package, $"{package}.csproj")))
        {
            throw new InvalidOperationException($"{block.Place}: there is no package '{package}'.");
        }
    }

    [GeneratedRegex("^[A-Z_]+=.*$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^\s*([a-z]+(?:\s*\|\s*[a-z]+)*)\)", RegexOptions.Multiline)]
    private static partial Regex CasePatterns();
}
