using System.Diagnostics;
using System.Globalization;

namespace MedClip.Training.Tests;

/// <summary>
/// Kills a whole run (SIGKILL) at random moments and resumes it; MEDCLIP_RUN_KILLS says how often (5 unless set). Each must come to the weights and
/// losses of the run that nobody killed, bit for bit.
/// </summary>
public sealed class RunKillTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("medclip-kill-").FullName;

    // A resumed process starts from other weights, so that what it comes to shows that it did resume: something must have been saved.
    private const int FirstSave = 4;

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("MEDCLIP_RUN_KILLS") ?? "5", CultureInfo.InvariantCulture);

    [Fact]
    public void A_run_killed_at_any_moment_resumes_to_the_same_weights_bit_for_bit()
    {
        double[] weights = TrainingProcess.Train(Path.Combine(root, "whole"), resume: false);
        string[] losses = Losses("whole");
        losses.Length.ShouldBe(TrainingProcess.Steps);
        SplitMix64 random = new(11);
        for (int kill = 0; kill < Kills; kill++)
        {
            string run = $"run{kill}";
            int reached = TrainAndKill(Path.Combine(root, run), FirstSave + random.Next(TrainingProcess.Steps - FirstSave - 1), random.Next(8));
            double[] resumed = TrainingProcess.Train(Path.Combine(root, run), resume: true);
            resumed.ShouldBe(weights, $"kill {kill} after step {reached}");
            Losses(run).ShouldBe(losses, $"kill {kill} after step {reached}");
        }
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private string[] Losses(string run) =>
    [
        .. File.ReadLines(Path.Combine(root, run, "log.jsonl")).Where(line => line.StartsWith("{\"kind\":\"step\"", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("\"loss\":", StringComparison.Ordinal)..line.IndexOf(",\"smoothedLoss\"", StringComparison.Ordinal)]),
    ];

    // Kills some milliseconds after a step was told; returns the last step that was.
    private static int TrainAndKill(string folder, int step, int milliseconds)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[] { "exec", typeof(Program).Assembly.Location, "train", folder, "new" })
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        int reached = 0;
        while (reached <= step && process.StandardOutput.ReadLine() is { } line)
        {
            reached = int.Parse(line, CultureInfo.InvariantCulture);
        }

        Thread.Sleep(milliseconds);
        process.Kill();
        process.WaitForExit();
        reached.ShouldBeGreaterThan(0, "the process made no step");
        return reached;
    }
}
