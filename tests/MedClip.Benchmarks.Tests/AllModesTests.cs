using System.Diagnostics;
using MedClip.Benchmarks.Peers;
using MedClip.Benchmarks.Results;

namespace MedClip.Benchmarks.Tests;

/// <summary>Every mode runs, at one round of a tiny size, and leaves no row out; no time is looked at.</summary>
public sealed class AllModesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-bench-test-").FullName;

    [Fact]
    public async Task A_quick_run_measures_every_row_or_says_why_not()
    {
        var start = new ProcessStartInfo(SelfCommand.File, SelfCommand.Arguments(["--quick", "--output", folder])) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(0, said + await errors);
        ResultFile file = ResultFile.Read(folder)!;
        string[] modes = [.. Mode.All.Select(mode => mode.Name)];
        file.Rows.Select(row => row.Id).ShouldBe(Goals.All.Where(goal => modes.Contains(goal.Mode)).Select(goal => goal.Id));
        file.Rows.ShouldAllBe(row => row.Series != null ^ row.Skipped != null);
        string page = File.ReadAllText(Path.Combine(folder, ResultFile.PageName));
        Goals.All.ShouldAllBe(goal => page.Contains(goal.What));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
