namespace MedClip.Cli.Tests;

public class PhantomCommandTests
{
    [Fact]
    public async Task Equal_seeds_give_equal_sets()
    {
        using var folder = new TemporaryFolder();

        (await CliRun.Of("phantom", "--output", folder["a"], "--count", "6", "--seed", "3")).ExitCode.ShouldBe(0);
        (await CliRun.Of("phantom", "--output", folder["b"], "--count", "6", "--seed", "3")).ExitCode.ShouldBe(0);
        (await CliRun.Of("phantom", "--output", folder["c"], "--count", "6", "--seed", "4")).ExitCode.ShouldBe(0);

        File.ReadAllLines(folder["a/labels.csv"]).Length.ShouldBe(7);
        File.ReadAllText(folder["a/reports.csv"]).ShouldBe(File.ReadAllText(folder["b/reports.csv"]));
        File.ReadAllText(folder["a/reports.csv"]).ShouldNotBe(File.ReadAllText(folder["c/reports.csv"]));
        string film = Directory.EnumerateFiles(folder["a/images"]).Order(StringComparer.Ordinal).First();
        File.ReadAllBytes(film).ShouldBe(File.ReadAllBytes(film.Replace(folder["a"], folder["b"], StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_said_in_one_line()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "");

        CliRun run = await CliRun.Of("phantom", "--output", Path.Combine(file, "below"), "--count", "2");

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
    }
}
