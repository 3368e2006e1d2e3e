using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MedClip.Cli.Tests;

/// <summary>Training with several processes, started by the tool or by plain variables; killed, stopped, and taken up by another number of them.</summary>
public sealed partial class LaunchTests : IAsyncLifetime
{
    // Without dropout, whose draws differ from process to process; SGD, since Adam blows rounding up where a gradient is almost zero.
    private static readonly string[] Alike =
    [
        "--set", "model.visionDropout=0", "--set", "model.textDropout=0", "--set", "optimizer.kind=Sgd", "--set", "optimizer.learningRate=0.001", "--precision", "fp32",
    ];

    private readonly TemporaryFolder folder = new();

    public async Task InitializeAsync() => (await CliRun.Of("phantom", "--output", folder["films"], "--count", "40", "--seed", "1")).ExitCode.ShouldBe(0);

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }

    [SkippableFact]
    public async Task Processes_started_by_launch_or_by_variables_train_to_the_single_process_result()
    {
        SkipOnWindows();
        CliRun single = await CliRun.Of(Pretrain("one", 2));
        CliRun launched = await CliRun.Of(["launch", "--nproc", "4", "--", .. Pretrain("launched", 2)]);
        (int exit, string _)[] started = StartByVariables(2, Pretrain("started", 2));

        single.ExitCode.ShouldBe(0, single.Error);
        launched.ExitCode.ShouldBe(0, launched.Error);
        launched.ErrorLines.Skip(1).ShouldAllBe(line => line.StartsWith("[0] ", StringComparison.Ordinal), "one rank speaks");
        started.ShouldAllBe(rank => rank.exit == 0);
        double[] expected = Numbers("one");
        expected.Length.ShouldBeGreaterThan(4);
        foreach (string run in (string[])["launched", "started"])
        {
            double[] found = Numbers(run);
            found.Length.ShouldBe(expected.Length);
            for (int i = 0; i < found.Length; i++)
            {
                found[i].ShouldBe(expected[i], 1e-4 * Math.Max(1, Math.Abs(expected[i])), $"{run}[{i}]");
            }
        }

        File.ReadAllText(folder["launched/environment.json"]).ShouldContain("\"processes\": 4");
    }

    [SkippableFact]
    public void A_process_that_is_killed_ends_the_others_with_its_name()
    {
        SkipOnWindows();
        using Process launcher = Launch(3, Pretrain("run", 10_000), out string log);
        WaitFor(() => Steps("run") > 1, launcher, log);

        int killed = int.Parse(RankOne().Match(File.ReadAllText(log)).Groups[1].Value, CultureInfo.InvariantCulture);
        CliProcess.Shell($"kill -KILL {killed}").ExitCode.ShouldBe(0);
        launcher.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue("the others go on");

        string said = File.ReadAllText(log);
        launcher.ExitCode.ShouldBe(1, said);
        said.ShouldContain("rank 1 was ended by signal 9; the others end, too");
        said.ShouldContain("Rank 1 of 3 was lost");
        said.ShouldContain("--resume");
        said.ShouldNotContain("are killed", Case.Sensitive, "they ended by themselves");
    }

    [SkippableFact]
    public async Task A_stopped_run_is_taken_up_by_another_number_of_processes()
    {
        SkipOnWindows();
        const int epochs = 8;
        CliRun single = await CliRun.Of(Pretrain("one", epochs));
        using Process launcher = Launch(2, Pretrain("run", epochs), out string log);
        WaitFor(() => Steps("run") > 1, launcher, log);

        CliProcess.Shell($"kill -TERM {launcher.Id}").ExitCode.ShouldBe(0);
        launcher.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue("it does not stop");
        launcher.ExitCode.ShouldBe(143, File.ReadAllText(log));
        int stopped = Steps("run");
        CliRun resumed = await CliRun.Of(["launch", "--nproc", "3", "--", .. Pretrain("run", epochs), "--resume"]);

        single.ExitCode.ShouldBe(0, single.Error);
        resumed.ExitCode.ShouldBe(0, resumed.Error);
        stopped.ShouldBeLessThan(Steps("one"));
        // The epoch in whose validation the signal fell goes without one.
        double[] expected = Losses("one"), found = Losses("run");
        found.Length.ShouldBe(expected.Length);
        found[^1].ShouldBe(expected[^1], 2e-3 * Math.Abs(expected[^1]));
    }

    private string[] Pretrain(string run, int epochs) =>
    [
        "pretrain", "--images", folder["films/labels.csv"], "--reports", folder["films/reports.csv"], "--output", folder[run],
        "--epochs", $"{epochs}", "--batch", "12", "--seed", "7", .. Alike,
    ];

    private double[] Losses(string run) =>
        [.. File.ReadLines(folder[$"{run}/log.jsonl"]).Select(line => JsonNode.Parse(line)!["loss"]).Where(loss => loss is not null).Select(loss => (double)loss!)];

    // Losses and validation metrics in order.
    private double[] Numbers(string run) =>
        [.. File.ReadLines(folder[$"{run}/log.jsonl"]).Select(line => JsonNode.Parse(line)!).Select(line => (double)(line["loss"] ?? line["metric"])!)];

    private int Steps(string run) => File.Exists(folder[$"{run}/log.jsonl"]) ? File.ReadLines(folder[$"{run}/log.jsonl"]).Count(line => line.Contains("\"step\"", StringComparison.Ordinal)) : 0;

    private Process Launch(int processes, string[] command, out string log)
    {
        log = folder["stderr"];
        string arguments = string.Join(' ', command.Select(word => $"'{word}'"));
        return CliProcess.Start($"exec env --default-signal=INT {CliProcess.Command} launch --nproc {processes} -- {arguments} 2>'{log}'");
    }

    private static (int Exit, string Out)[] StartByVariables(int processes, string[] command)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        string arguments = string.Join(' ', command.Select(word => $"'{word}'"));
        Process[] ranks =
        [
            .. Enumerable.Range(0, processes).Select(rank => CliProcess.Start(
                $"exec {CliProcess.Command} {arguments} 2>&1", ("RANK", $"{rank}"), ("WORLD_SIZE", $"{processes}"), ("MASTER_ADDR", "127.0.0.1"), ("MASTER_PORT", $"{port}"))),
        ];
        Task<string>[] texts = [.. ranks.Select(rank => rank.StandardOutput.ReadToEndAsync())];
        Task.WaitAll(texts, TimeSpan.FromMinutes(2)).ShouldBeTrue("a rank hangs");
        return [.. ranks.Select((rank, i) =>
        {
            rank.WaitForExit();
            return (rank.ExitCode, texts[i].Result);
        })];
    }

    private static void WaitFor(Func<bool> condition, Process process, string log)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            process.HasExited.ShouldBeFalse(File.Exists(log) ? File.ReadAllText(log) : "it said nothing");
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3));
            Thread.Sleep(50);
        }
    }

    private static void SkipOnWindows() => Skip.If(OperatingSystem.IsWindows(), "needs process groups and signals");

    [GeneratedRegex("rank 1: ([0-9]+)")]
    private static partial Regex RankOne();
}
