namespace MedClip.Cli.Tests;

/// <summary>Phantoms, and a model that was trained on them for two epochs; made once for all tests.</summary>
public sealed class TrainedRun : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    public string Films => folder["films/labels.csv"];

    public string Reports => folder["films/reports.csv"];

    public string Unseen => folder["unseen/labels.csv"];

    public string UnseenImages => folder["unseen/images"];

    public string Run => folder["run"];

    internal CliRun Training { get; private set; } = null!;

    /// <summary>The arguments of a short training.</summary>
    public string[] Pretrain(string output, params string[] more) =>
        ["pretrain", "--images", Films, "--reports", Reports, "--output", output, "--epochs", "2", "--batch", "12", "--seed", "7", .. more];

    public async Task InitializeAsync()
    {
        (await CliRun.Of("phantom", "--output", folder["films"], "--count", "40", "--seed", "1")).ExitCode.ShouldBe(0);
        (await CliRun.Of("phantom", "--output", folder["unseen"], "--count", "24", "--seed", "2")).ExitCode.ShouldBe(0);
        Training = await CliRun.Of(Pretrain(Run));
        Training.ExitCode.ShouldBe(0, Training.Error);
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        return Task.CompletedTask;
    }
}
