using System.Diagnostics;
using System.Globalization;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>Kills a process that saves checkpoints, at random moments; MEDCLIP_CRASH_KILLS says how often (8 unless set).</summary>
public sealed class CrashTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("medclip-crash-").FullName;

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("MEDCLIP_CRASH_KILLS") ?? "8", CultureInfo.InvariantCulture);

    [Fact]
    public void The_newest_complete_checkpoint_always_loads()
    {
        string folder = Path.Combine(root, "last");
        SplitMix64 random = new(1);
        for (int kill = 0; kill < Kills; kill++)
        {
            int reported = SaveAndKill(folder, random.Next(40));
            using LoadedCheckpoint loaded = Checkpoint.Load(folder);
            using DisposeScope scope = NewDisposeScope();
            double[] values = [.. loaded.Model.parameters().SelectMany(parameter => parameter.Values()).Distinct()];
            double saved = values.ShouldHaveSingleItem();
            saved.ShouldBeInRange(reported, reported + 1, "a save that was reported is not lost");
            File.ReadAllText(Path.Combine(loaded.Folder, SavingProcess.StateFile)).Split(' ').Distinct().ShouldBe([$"{saved}"]);
            loaded.Manifest.Training.Steps.ShouldBe((long)saved);
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static int SaveAndKill(string folder, int milliseconds)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[] { "exec", typeof(Program).Assembly.Location, "save", folder })
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string? first = process.StandardOutput.ReadLine();
        Thread.Sleep(milliseconds);
        process.Kill();
        string rest = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        first.ShouldNotBeNull("the process saved nothing");
        // The last line may have been cut by the kill.
        string[] whole = rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return int.Parse(whole.Length > 0 ? whole[^1] : first, CultureInfo.InvariantCulture);
    }
}
