using System.Text.Json;
using MedClip.Models;

namespace MedClip.Cli.Tests;

/// <summary>Probes of frozen towers, fine-tuned towers, and what applies them.</summary>
public class ProbeCommandTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public async Task A_probe_is_kept_as_a_checkpoint_that_classify_and_the_front_door_apply()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of("probe", trained.Run, "--images", trained.Films, "--output", folder["probe"], "--seed", "3");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("mean AUC");
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(folder["probe/report.json"]));
        JsonElement probe = report.RootElement.GetProperty("probe");
        int learned = probe.GetProperty("trainFilms").GetInt32(), tested = probe.GetProperty("result").GetProperty("images").GetInt32();
        (learned + tested).ShouldBe(40);
        tested.ShouldBeInRange(4, 12);

        CliRun classify = await CliRun.Of("classify", folder["probe"], "--images", trained.Unseen, "--output", folder["p.csv"], "--logits");
        classify.ExitCode.ShouldBe(0, classify.Error);

        // The head on unit embeddings, by hand.
        ClassifierHead head = ClassifierHead.Load(folder["probe"]);
        head.TakesUnitEmbeddings.ShouldBeTrue();
        head.Provenance["films"].ShouldContain("labels.csv");
        using var embedder = Embedder.Load(trained.Run);
        string[] lines = File.ReadAllLines(folder["p.csv"]);
        string image = lines[1].Split(',')[0];
        float[] logits = head.Logits(embedder.EmbedImage(Path.Combine(Path.GetDirectoryName(trained.Unseen)!, image)));
        lines[1].Split(',')[1..].Select(float.Parse).Zip(logits).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-3f);
        Checkpoint.Verify(folder["probe"]);

        CliRun zeroShot = await CliRun.Of("zeroshot", folder["probe"], "--images", trained.Unseen, "--output", folder["z.csv"]);
        zeroShot.ExitCode.ShouldBe(0, zeroShot.Error);
    }

    [Fact]
    public async Task Films_are_embedded_once_for_all_probes()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["probe", trained.Run, "--images", trained.Films, "--features", folder["features"], "--findings", "Cardiomegaly,Pleural Effusion"];
        (await CliRun.Of([.. arguments, "--output", folder["a"]])).Error.ShouldNotContain("embedded before");
        CliRun again = await CliRun.Of([.. arguments, "--output", folder["b"], "--head", "sgd", "--epochs", "5", "--multi-class"]);
        again.ExitCode.ShouldBe(0, again.Error);
        again.Error.ShouldContain("40 films embedded before");
        ClassifierHead.Load(folder["b"]).IsMultiClass.ShouldBeTrue();

        string kept = Directory.GetFiles(folder["features"]).ShouldHaveSingleItem();
        await File.WriteAllTextAsync(kept, "damaged");
        CliRun damaged = await CliRun.Of([.. arguments, "--output", folder["d"]]);
        damaged.ExitCode.ShouldBe(1);
        damaged.Error.ShouldContain(kept);

        // Touched films are read again.
        foreach (string film in Directory.GetFiles(Path.Combine(Path.GetDirectoryName(trained.Films)!, "images")).Take(1))
        {
            File.SetLastWriteTimeUtc(film, DateTime.UtcNow.AddMinutes(-5));
        }

        (await CliRun.Of([.. arguments, "--output", folder["c"]])).Error.ShouldNotContain("embedded before");
    }

    [Fact]
    public async Task What_could_not_be_read_is_said_again_of_films_that_were_embedded_before()
    {
        using var folder = new TemporaryFolder();
        foreach (string film in Directory.GetFiles(trained.UnseenImages))
        {
            File.Copy(film, Path.Combine(Directory.CreateDirectory(folder["images"]).FullName, Path.GetFileName(film)));
        }

        string table = folder.Write("labels.csv", File.ReadAllText(trained.Unseen));
        await File.WriteAllTextAsync(Directory.GetFiles(folder["images"]).Order(StringComparer.Ordinal).First(), "no picture");
        string[] arguments = ["probe", trained.Run, "--images", table, "--findings", "Cardiomegaly", "--features", folder["features"], "--output", folder["p"]];

        CliRun first = await CliRun.Of([.. arguments, "--unreadable", "skip"]), again = await CliRun.Of([.. arguments, "--unreadable", "skip"]), refused = await CliRun.Of([.. arguments, "--unreadable", "refuse"]);

        first.ExitCode.ShouldBe(0, first.Error);
        again.Error.ShouldContain("23 films embedded before");
        again.Error.ShouldContain("1 picture is unreadable and left out");
        refused.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Test_films_may_be_named_and_may_not_show_a_known_patient()
    {
        using var folder = new TemporaryFolder();
        CliRun shared = await CliRun.Of("probe", trained.Run, "--images", trained.Films, "--test", trained.Unseen, "--output", folder["a"]);
        shared.ExitCode.ShouldBe(1);
        shared.Error.ShouldContain("Split by patient");
        Directory.Exists(folder["a/checkpoints"]).ShouldBeFalse();

        string others = Path.Combine(Path.GetDirectoryName(trained.Unseen)!, "others.csv");
        await File.WriteAllTextAsync(others, File.ReadAllText(trained.Unseen).Replace(",P0", ",Q0"));
        CliRun apart = await CliRun.Of("probe", trained.Run, "--images", trained.Films, "--test", others, "--output", folder["b"], "--strength", "0.1");
        apart.ExitCode.ShouldBe(0, apart.Error);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(folder["b/report.json"]));
        report.RootElement.GetProperty("probe").GetProperty("trainFilms").GetInt32().ShouldBe(40);
        report.RootElement.GetProperty("probe").GetProperty("strengths").EnumerateObject().ShouldAllBe(c => c.Value.GetDouble() == 0.1);
    }

    [Theory]
    [InlineData("--epochs is for --head sgd", "--epochs", "3")]
    [InlineData("--strength is for --head logistic", "--head", "sgd", "--strength", "1")]
    [InlineData("exclude each other", "--test", "t.csv", "--test-fraction", "0.5")]
    [InlineData("a number above 0", "--strength", "-1")]
    public async Task Contradictions_are_wrong_use(string says, params string[] more)
    {
        CliRun run = await CliRun.Of(["probe", "run", "--images", "t.csv", "--output", "o", .. more]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(says);
    }

    [Fact]
    public async Task A_whole_tower_is_fine_tuned_from_a_checkpoint_and_applied()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of(
            "finetune", trained.Run, "--images", trained.Films, "--output", folder["run"], "--epochs", "1", "--batch", "12", "--learning-rate", "1e-3", "--multi-class", "--set", "averageDecay=0");
        run.ExitCode.ShouldBe(0, run.Error);
        ClassifierHead.Load(folder["run"]).IsMultiClass.ShouldBeTrue();
        CheckpointManifest before = Checkpoint.ReadManifest(trained.Run), after = Checkpoint.ReadManifest(folder["run"]);
        JsonSerializer.Serialize(after.Model.Vision).ShouldBe(JsonSerializer.Serialize(before.Model.Vision));
        after.Preprocessing.ShouldBe(before.Preprocessing);

        // The tower moved, and had started from the checkpoint's.
        float[] first = Weights(trained.Run), second = Weights(folder["run"]);
        double moved = Math.Sqrt(first.Zip(second).Sum(p => Math.Pow(p.First - p.Second, 2)) / first.Sum(p => (double)p * p));
        moved.ShouldBeInRange(1e-6, 0.5);

        CliRun classify = await CliRun.Of("classify", folder["run"], "--images", trained.Unseen, "--output", folder["p.csv"]);
        classify.ExitCode.ShouldBe(0, classify.Error);
        File.ReadAllLines(folder["p.csv"])[1..].ShouldAllBe(line => Math.Abs(line.Split(',').Skip(1).Sum(float.Parse) - 1) < 1e-3f);
    }

    [Fact]
    public async Task A_tower_that_rests_stays_as_it_was()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of(
            "finetune", trained.Run, "--images", trained.Films, "--output", folder["run"], "--epochs", "1", "--freeze-epochs", "1", "--batch", "12", "--set", "averageDecay=0");
        run.ExitCode.ShouldBe(0, run.Error);
        Weights(folder["run"]).ShouldBe(Weights(trained.Run));
    }

    private static float[] Weights(string checkpoint)
    {
        using SafetensorsFile file = SafetensorsFile.Open(Path.Combine(Checkpoint.Resolve(checkpoint), Checkpoint.WeightsFile));
        return file.Read<float>(file.Entries.First(e => e.Name.StartsWith("vision_model.model.", StringComparison.Ordinal) && e.Shape.Count == 4).Name);
    }
}
