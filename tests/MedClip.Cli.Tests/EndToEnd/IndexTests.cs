namespace MedClip.Cli.Tests;

/// <summary>Indexes of texts and films, searched again.</summary>
public class IndexTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public async Task An_index_of_texts_finds_what_the_texts_themselves_do()
    {
        using var folder = new TemporaryFolder();
        (await CliRun.Of("index", trained.Run, "--texts", trained.Reports, "--output", folder["texts.index"])).ExitCode.ShouldBe(0);

        CliRun run = await CliRun.Of("retrieve", trained.Run, "--images", trained.Unseen, "--index", folder["texts.index"], "--output", folder["a.csv"], "-k", "3");

        run.ExitCode.ShouldBe(0, run.Error);
        (await CliRun.Of("retrieve", trained.Run, "--images", trained.Unseen, "--texts", trained.Reports, "--output", folder["b.csv"], "-k", "3")).ExitCode.ShouldBe(0);
        File.ReadAllText(folder["a.csv"]).ShouldBe(File.ReadAllText(folder["b.csv"]));
    }

    [Fact]
    public async Task An_index_of_films_finds_each_film_first()
    {
        using var folder = new TemporaryFolder();
        (await CliRun.Of("index", trained.Run, "--images", trained.Unseen, "--output", folder["films.index"])).ExitCode.ShouldBe(0);

        (await CliRun.Of("retrieve", trained.Run, "--images", trained.Unseen, "--index", folder["films.index"], "--output", folder["a.csv"], "-k", "1")).ExitCode.ShouldBe(0);

        File.ReadAllLines(folder["a.csv"])[1..].Select(line => line.Split(',')).ShouldAllBe(row => row[0] == row[2]);
    }

    [Fact]
    public async Task An_index_in_bfloat16_is_smaller_and_its_scores_are_rounded()
    {
        using var folder = new TemporaryFolder();
        foreach (string precision in (string[])["fp32", "bf16"])
        {
            (await CliRun.Of("index", trained.Run, "--images", trained.Unseen, "--output", folder[precision], "--index-precision", precision)).ExitCode.ShouldBe(0);
            CliRun run = await CliRun.Of("retrieve", trained.Run, "--images", trained.Unseen, "--index", folder[precision], "--output", folder[$"{precision}.csv"], "-k", "1000");
            run.ExitCode.ShouldBe(0, run.Error);
        }

        using (EmbeddingIndex half = EmbeddingIndex.Open(folder["bf16"]))
        {
            half.Precision.ShouldBe(EmbeddingPrecision.BFloat16);
        }

        Dictionary<(string, string), double> whole = Scores("fp32.csv"), rounded = Scores("bf16.csv");
        rounded.Keys.ShouldBe(whole.Keys, ignoreOrder: true);
        rounded.ShouldAllBe(pair => Math.Abs(pair.Value - whole[pair.Key]) < 0.01);
        rounded.Any(pair => pair.Value != whole[pair.Key]).ShouldBeTrue();
        (await CliRun.Of("index", trained.Run, "--images", trained.Unseen, "--output", folder["x"], "--index-precision", "fp16")).ExitCode.ShouldBe(2);

        Dictionary<(string, string), double> Scores(string file) => File.ReadAllLines(folder[file])[1..].Select(line => line.Split(','))
            .ToDictionary(row => (row[0], row[2]), row => double.Parse(row[3], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_is_no_index_is_refused()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of("retrieve", trained.Run, "--images", trained.Unseen, "--index", Path.Combine(trained.Run, "checkpoints", "last", "model.safetensors"), "--output", folder["a.csv"]);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("no index of MedCLIP");
        (await CliRun.Of("index", trained.Run, "--output", folder["x"])).ExitCode.ShouldBe(2);
        (await CliRun.Of("retrieve", trained.Run, "--images", trained.Unseen, "--output", folder["a.csv"])).ExitCode.ShouldBe(2);
    }
}
