using System.Text.Json;

namespace MedClip.Cli.Tests;

/// <summary>A supervised model from training to probabilities, and other objectives on the command line.</summary>
public class ClassifyCommandTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public async Task A_model_trained_on_labels_alone_classifies_unseen_films()
    {
        using var folder = new TemporaryFolder();
        CliRun training = await CliRun.Of(
            "pretrain", "--images", trained.Films, "--output", folder["run"], "--objective", "supervised", "--vision", "tiny", "--epochs", "2", "--batch", "12");
        training.ExitCode.ShouldBe(0, training.Error);
        training.Error.ShouldContain("no text tower");
        training.Error.ShouldContain("best validation");
        File.ReadAllText(folder["run/report.html"]).ShouldContain("<svg");

        CliRun run = await CliRun.Of("classify", folder["run"], "--images", trained.Unseen, "--output", folder["p.csv"]);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBeEmpty();
        string[] lines = File.ReadAllLines(folder["p.csv"]);
        lines.Length.ShouldBe(25);
        FindingSet.CheXpert.Subset(lines[0].Split(',')[1..]).Count.ShouldBeGreaterThan(5);
        float[] probabilities = [.. lines[1..].SelectMany(line => line.Split(',')[1..]).Select(float.Parse)];
        probabilities.ShouldAllBe(p => p > 0 && p < 1);
        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(folder["metrics.json"]));
        metrics.RootElement.GetProperty("zeroShot").GetProperty("images").GetInt32().ShouldBe(24);

        (await CliRun.Of("classify", folder["run"], "--images", trained.Unseen, "--output", folder["l.csv"], "--logits")).ExitCode.ShouldBe(0);
        float[] logits = [.. File.ReadAllLines(folder["l.csv"])[1..].SelectMany(line => line.Split(',')[1..]).Select(float.Parse)];
        logits.Zip(probabilities).ShouldAllBe(pair => Math.Abs(MathF.Log(pair.Second / (1 - pair.Second)) - pair.First) < 1e-3f);

        CliRun texts = await CliRun.Of("zeroshot", folder["run"], "--images", trained.Unseen, "--output", folder["z.csv"]);
        texts.ExitCode.ShouldBe(1);
        texts.Error.ShouldContain("image encoder alone");
    }

    [Fact]
    public async Task A_run_without_a_classifier_is_refused()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of("classify", trained.Run, "--images", trained.Unseen, "--output", folder["p.csv"]);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("holds no classifier");
        run.Error.ShouldContain("--objective supervised");
        File.Exists(folder["p.csv"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_can_start_from_another_and_make_pairs_of_its_own()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of(trained.Pretrain(folder["run"], "--objective", "clip", "--init", trained.Run, "--grad-cache", "5"));
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("paired with films by their labels");
        using JsonDocument environment = JsonDocument.Parse(File.ReadAllText(folder["run/environment.json"]));
        environment.RootElement.GetProperty("data").GetProperty("sha256 of labels.csv").GetString()!.Length.ShouldBe(64);
        environment.RootElement.GetProperty("libTorch").GetString().ShouldNotBeNullOrEmpty();
        CliRun wrong = await CliRun.Of(trained.Pretrain(folder["other"], "--init", trained.Films));
        wrong.ExitCode.ShouldBe(1);
        wrong.Error.ShouldContain("labels.csv");
    }
}
