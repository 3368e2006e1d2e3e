using System.Diagnostics;
using System.Globalization;

namespace MedClip.Models.Tests;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Kills a saving process at any moment; <c>MEDCLIP_CRASH_ROUNDS</c> sets how often (5 by default, each starts a process).</summary>
    [Fact]
    public void After_a_kill_during_a_save_the_newest_complete_checkpoint_loads()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("MEDCLIP_CRASH_ROUNDS") ?? "5", CultureInfo.InvariantCulture);
        string checkpoint = folder.File("last");
        var random = new SplitMix64(7);
        for (int round = 0; round < rounds; round++)
        {
            long saved = SaveUntilKilled(checkpoint, saves: 1 + random.Next(3), delay: TimeSpan.FromMilliseconds(random.NextDouble(0, 40)));
            using LoadedCheckpoint loaded = Checkpoint.Load(checkpoint);
            loaded.Manifest.Training.Steps.ShouldBeInRange(saved, saved + 1, $"round {round}");
            new FileInfo(Path.Combine(loaded.Folder, "optimizer.bin")).Length.ShouldBe(200_000);
        }
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The number of the last save that was reported before the process died.</summary>
    private static long SaveUntilKilled(string checkpoint, int saves, TimeSpan delay)
    {
        using Process process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath! : "dotnet",
            [typeof(CrashTests).Assembly.Location, checkpoint])
        {
            RedirectStandardOutput = true,
        })!;
        for (int i = 0; i < saves; i++)
        {
            process.StandardOutput.ReadLine().ShouldNotBeNull("the saving process ended by itself");
        }

        Thread.Sleep(delay);
        process.Kill();
        process.WaitForExit();
        string[] rest = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return saves + rest.Length;
    }
}
