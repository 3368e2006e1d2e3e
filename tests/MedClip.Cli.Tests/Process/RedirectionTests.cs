namespace MedClip.Cli.Tests;

public class RedirectionTests
{
    private const string Escape = "\u001b";

    [SkippableFact]
    public void A_redirected_standard_error_gets_no_escapes()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs /bin/sh");
        using var folder = new TemporaryFolder();
        string reports = folder.Write("reports.csv", "report\nThe lungs are clear.\n");

        (int exitCode, string output) = CliProcess.Shell($"{CliProcess.Command} label '{reports}' --output '{folder["labels.csv"]}' 2>'{folder["stderr"]}'");

        exitCode.ShouldBe(0);
        output.ShouldBeEmpty();
        string error = File.ReadAllText(folder["stderr"]);
        error.ShouldContain("1 reports labelled");
        error.ShouldNotContain(Escape);
    }

    [SkippableFact]
    public void Wrong_use_of_the_process_exits_2_with_one_line()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs /bin/sh");

        (int exitCode, string output) = CliProcess.Shell($"{CliProcess.Command} label 2>&1");

        exitCode.ShouldBe(2);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        output.ShouldNotContain(Escape);
    }

    [SkippableTheory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public void On_a_terminal_colours_follow_NO_COLOR(string noColor, bool coloured)
    {
        Skip.IfNot(File.Exists("/usr/bin/script"), "needs script(1) for a terminal");
        using var folder = new TemporaryFolder();

        CliProcess.Shell($"script -qec \"{CliProcess.Command} label\" '{folder["typescript"]}' >/dev/null", ("NO_COLOR", noColor));

        string seen = File.ReadAllText(folder["typescript"]);
        seen.ShouldContain("medclip label:");
        seen.Contains(Escape, StringComparison.Ordinal).ShouldBe(coloured);
    }

    [SkippableFact]
    public async Task A_process_that_loaded_libtorch_ends_with_all_it_had_to_say()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs /bin/sh");
        CliRun inside = await CliRun.Of("doctor");

        (int exitCode, string output) = CliProcess.Shell($"{CliProcess.Command} doctor");

        exitCode.ShouldBe(inside.ExitCode);
        output.Split('\n').Length.ShouldBe(inside.Out.Split('\n').Length);
    }
}
