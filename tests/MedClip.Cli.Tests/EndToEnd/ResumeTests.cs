using System.Diagnostics;
using System.Text;

namespace MedClip.Cli.Tests;

public class ResumeTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    /// <summary>Standard error that cancels once it is told of the first epoch's end.</summary>
    private sealed class Interrupter(CancellationTokenSource source) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains("Epoch 1", StringComparison.Ordinal) == true)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_to_the_weights_it_would_have_had()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        using var error = new Interrupter(source);

        CommandOutcome stopped = await CliRun.Outcome(trained.Pretrain(folder["run"]), error, source.Token);
        CliRun again = await CliRun.Of(trained.Pretrain(folder["run"]));
        CliRun resumed = await CliRun.Of(trained.Pretrain(folder["run"], "--resume"));

        stopped.ShouldBe(CommandOutcome.Interrupted);
        error.ToString().ShouldContain("--resume goes on from there");
        again.ExitCode.ShouldBe(1, "a run that is there is not overwritten");
        again.Error.ShouldContain("--resume");
        resumed.ExitCode.ShouldBe(0, resumed.Error);
        File.ReadAllBytes(Weights(folder["run"])).ShouldBe(File.ReadAllBytes(Weights(trained.Run)));
    }

    [Fact]
    public async Task A_dry_run_prints_the_configuration_and_estimates_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();

        CliRun run = await CliRun.Of(trained.Pretrain(folder["run"], "--dry-run", "--set", "optimizer.learningRate=0.002"));

        run.ExitCode.ShouldBe(0, run.Error);
        using var configuration = System.Text.Json.JsonDocument.Parse(run.Out);
        configuration.RootElement.GetProperty("optimizer").GetProperty("learningRate").GetDouble().ShouldBe(0.002);
        configuration.RootElement.GetProperty("epochs").GetInt32().ShouldBe(2);
        foreach (string line in new[] { "time ", "memory ", "disk " })
        {
            run.Error.ShouldContain(line);
        }

        Directory.Exists(folder["run"]).ShouldBeFalse();
    }

    [SkippableTheory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_saves_a_checkpoint_and_ends_with_its_number(string signal, int exitCode)
    {
        Skip.If(OperatingSystem.IsWindows(), "needs signals");
        using var folder = new TemporaryFolder();
        string arguments = string.Join(' ', trained.Pretrain(folder["run"]).Select(word => $"'{word}'")).Replace("'--epochs' '2'", "'--epochs' '10000'", StringComparison.Ordinal);

        // A shell without job control starts its background jobs with SIGINT ignored, and whatever they start inherits that.
        using Process process = CliProcess.Start($"exec env --default-signal=INT {CliProcess.Command} {arguments} 2>'{folder["stderr"]}'");
        WaitFor(() => File.Exists(folder["run/log.jsonl"]) && new FileInfo(folder["run/log.jsonl"]).Length > 0, process);

        CliProcess.Shell($"kill -{signal} {process.Id}").ExitCode.ShouldBe(0);
        process.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue();

        process.ExitCode.ShouldBe(exitCode, File.ReadAllText(folder["stderr"]));
        File.Exists(Weights(folder["run"])).ShouldBeTrue();
        File.ReadAllText(folder["stderr"], Encoding.UTF8).ShouldContain("Ctrl-C again ends at once");
    }

    private static void WaitFor(Func<bool> condition, Process process)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            process.HasExited.ShouldBeFalse();
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(3));
            Thread.Sleep(50);
        }
    }

    private static string Weights(string run) => Path.Combine(run, "checkpoints", "last", "model.safetensors");
}
