namespace MedClip.Cli.Tests;

/// <summary>Bad input ends with exit code 1 and one line that names it, or is left out and said.</summary>
public class BadInputTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    private static void ShouldRefuse(CliRun run, params string[] says)
    {
        run.ExitCode.ShouldBe(1, run.Error);
        string complaint = run.ErrorLines[^1];
        complaint.ShouldStartWith("medclip ");
        foreach (string words in says)
        {
            complaint.ShouldContain(words);
        }
    }

    private (string Table, string[] Names) FilmsWithOneBroken(TemporaryFolder folder)
    {
        string[] good = [.. Directory.EnumerateFiles(trained.UnseenImages).Order(StringComparer.Ordinal).Take(2)];
        File.Copy(good[0], folder["a.png"]);
        File.Copy(good[1], folder["c.png"]);
        File.WriteAllBytes(folder["b.png"], File.ReadAllBytes(good[0])[..200]);
        return (folder.Write("films.csv", "image\na.png\nb.png\nc.png\n"), ["a.png", "c.png"]);
    }

    [Fact]
    public async Task An_unreadable_picture_among_good_ones_is_named_counted_and_left_out()
    {
        using var folder = new TemporaryFolder();
        (string table, string[] names) = FilmsWithOneBroken(folder);

        CliRun run = await CliRun.Of("zeroshot", trained.Run, "--images", table, "--output", folder["scores.csv"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("1 picture is unreadable and left out");
        run.Error.ShouldContain("b.png");
        File.ReadAllLines(folder["scores.csv"])[1..].Select(line => line.Split(',')[0]).ShouldBe(names);
    }

    [Fact]
    public async Task An_unreadable_picture_is_refused_on_request()
    {
        using var folder = new TemporaryFolder();
        (string table, _) = FilmsWithOneBroken(folder);

        ShouldRefuse(await CliRun.Of("zeroshot", trained.Run, "--images", table, "--output", folder["scores.csv"], "--unreadable", "refuse"), "b.png");

        File.Exists(folder["scores.csv"]).ShouldBeFalse();
    }

    [Fact]
    public async Task An_unknown_finding_is_refused_with_the_known_ones()
    {
        using var folder = new TemporaryFolder();

        ShouldRefuse(
            await CliRun.Of("zeroshot", trained.Run, "--images", trained.Unseen, "--output", folder["scores.csv"], "--findings", "Edema,Gout"), "'Gout'", "Cardiomegaly");
    }

    [Fact]
    public async Task A_missing_checkpoint_is_named()
    {
        using var folder = new TemporaryFolder();

        ShouldRefuse(await CliRun.Of("zeroshot", folder["absent"], "--images", trained.Unseen, "--output", folder["scores.csv"]), folder["absent"]);
    }

    [Fact]
    public async Task A_corrupt_safetensors_file_is_named()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = CopyOfCheckpoint(folder);
        string weights = Path.Combine(checkpoint, "model.safetensors");
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..1000]);

        ShouldRefuse(await CliRun.Of("zeroshot", checkpoint, "--images", trained.Unseen, "--output", folder["scores.csv"]), "model.safetensors");
    }

    [Fact]
    public async Task A_vocabulary_without_UNK_is_refused()
    {
        using var folder = new TemporaryFolder();
        string checkpoint = CopyOfCheckpoint(folder);
        string vocabulary = Path.Combine(checkpoint, "vocab.txt");
        File.WriteAllText(vocabulary, File.ReadAllText(vocabulary).Replace("[UNK]", "[UNKNOWN]", StringComparison.Ordinal));

        ShouldRefuse(await CliRun.Of("zeroshot", checkpoint, "--images", trained.Unseen, "--output", folder["scores.csv"]), "vocab.txt");
    }

    [Theory]
    [InlineData("picture\na.png\n", "no column is called 'path' or 'image'")]
    [InlineData("image\n", "no rows")]
    [InlineData("", "empty")]
    public async Task A_bad_table_stops_training_before_it_starts(string content, string says)
    {
        using var folder = new TemporaryFolder();
        string table = folder.Write("films.csv", content);

        ShouldRefuse(await CliRun.Of("pretrain", "--images", table, "--reports", trained.Reports, "--output", folder["run"]), table, says);

        Directory.Exists(folder["run"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_table_without_findings_stops_training()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Directory.EnumerateFiles(trained.UnseenImages).First(), folder["a.png"]);
        string table = folder.Write("films.csv", "image\na.png\n");

        CliRun run = await CliRun.Of("pretrain", "--images", table, "--reports", trained.Reports, "--output", folder["run"]);

        run.ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("--set", "optimiser.rate=1", "optimiser.rate")]
    [InlineData("--set", "epochs=many", "epochs")]
    [InlineData("--config", "gigantic", "no preset 'gigantic'")]
    public async Task A_setting_that_does_not_exist_is_wrong_use(string option, string value, string says)
    {
        using var folder = new TemporaryFolder();

        CliRun run = await CliRun.Of(trained.Pretrain(folder["run"], option, value));

        run.ExitCode.ShouldBe(2);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
        run.Error.ShouldContain(says);
    }

    private string CopyOfCheckpoint(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder["checkpoint"]);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(trained.Run, "checkpoints", "last")))
        {
            File.Copy(file, Path.Combine(folder["checkpoint"], Path.GetFileName(file)));
        }

        return folder["checkpoint"];
    }
}
