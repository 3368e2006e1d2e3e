using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Cli.Tests;

/// <summary>Scripts of completion: bash's is run, the others' shells check them where they are installed.</summary>
public class CompletionScriptTests
{
    private static async Task<string> Script(string shell)
    {
        CliRun run = await CliRun.Of("completions", "script", shell);
        run.ExitCode.ShouldBe(0, run.Error);
        return run.Out;
    }

    private static async Task<(int ExitCode, string Out, string Error)> Shell(string shell, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    private static bool IsInstalled(string shell) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell)));

    [SkippableTheory]
    [InlineData("medclip ''", "pretrain probe reproduce completions")]
    [InlineData("medclip re", "report reproduce retrieve")]
    [InlineData("medclip probe --hea", "--head")]
    [InlineData("medclip probe ckpt --head ''", "logistic sgd")]
    [InlineData("medclip probe ckpt --head s", "sgd")]
    [InlineData("medclip reproduce ta", "table1 table2 table3 table4")]
    [InlineData("medclip completions ''", "script bash zsh fish pwsh")]
    [InlineData("medclip completions script f", "fish")]
    [InlineData("medclip zeroshot ckpt --device c", "cpu cuda")]
    [InlineData("medclip tsne ckpt --images fil", "films.csv")]
    public async Task Bash_completes(string typed, string offered)
    {
        Skip.IfNot(IsInstalled("bash"), "bash is not installed");
        using var folder = new TemporaryFolder();
        folder.Write("films.csv", "image\n");
        string script = folder.Write("completion.bash", await Script("bash"));
        string last = $"source '{script}'; cd '{folder.Path}'; eval \"COMP_WORDS=({typed.Replace("\"", "\\\"", StringComparison.Ordinal)})\"; COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); _medclip; printf '%s\\n' \"${{COMPREPLY[@]}}\"";
        (int exitCode, string output, string error) = await Shell("bash", "--norc", "-c", last);
        exitCode.ShouldBe(0, error);
        string[] found = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string word in offered.Split(' '))
        {
            found.ShouldContain(word);
        }

        string begun = typed.Split(' ')[^1].Trim('\'');
        found.ShouldAllBe(word => word.StartsWith(begun, StringComparison.Ordinal));
    }

    [SkippableTheory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task The_shell_finds_no_error(string shell)
    {
        Skip.IfNot(IsInstalled(shell), $"{shell} is not installed");
        using var folder = new TemporaryFolder();
        (int exitCode, _, string error) = await Shell(shell, "-n", folder.Write("script", await Script(shell)));
        exitCode.ShouldBe(0, error);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_command_and_option_is_named(string shell)
    {
        string script = await Script(shell);
        foreach (CommandFacts command in Root().Commands)
        {
            script.ShouldContain(command.Name);
            foreach (ParameterFacts option in CompletionScripts.Options(command))
            {
                script.ShouldContain(shell == "fish" ? option.Name.TrimStart('-') : option.Name);
            }
        }
    }

    [Fact]
    public async Task An_unknown_shell_is_wrong_use()
    {
        CliRun run = await CliRun.Of("completions", "script", "tcsh");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("medclip completions script: SHELL is one of bash, zsh, fish, pwsh");
        (await CliRun.Of("completions")).Error.ShouldContain("a command is needed: script");
        (await CliRun.Of("completions", "scripts", "bash")).Error.ShouldContain("there is no command 'scripts'");
    }

    internal static CommandFacts Root()
    {
        using ServiceProvider services = Composition.Build(new CliConsole(TextWriter.Null, TextWriter.Null, new TerminalFacts(IsRedirected: true, NoColor: null, Term: null), TimeProvider.System), TimeProvider.System);
        return CommandFacts.Of(RootSyntax.Build(services));
    }
}
