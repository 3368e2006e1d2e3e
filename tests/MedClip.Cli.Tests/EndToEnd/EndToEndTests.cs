using System.Text.Json;
using MedClip.Models;

namespace MedClip.Cli.Tests;

/// <summary>From phantoms to scores, hits and embeddings.</summary>
public class EndToEndTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public void Training_says_what_it_trains_on_and_leaves_a_run_folder()
    {
        trained.Training.Out.ShouldBeEmpty();
        trained.Training.Error.ShouldContain("images: 36 train, 4 validate, 0 kept for testing");
        trained.Training.Error.ShouldContain("model: ResNet of 64 x 64 pixels");
        trained.Training.Error.ShouldContain("epoch 2/2");
        trained.Training.Error.ShouldContain("images/s");
        trained.Training.Error.ShouldNotContain("\u001b");
        File.Exists(Path.Combine(trained.Run, "config.json")).ShouldBeTrue();
        File.Exists(Path.Combine(trained.Run, "checkpoints", "last", "model.safetensors")).ShouldBeTrue();
    }

    [Fact]
    public async Task Scores_stand_under_the_findings_names_beside_the_image_as_the_table_writes_it()
    {
        using var folder = new TemporaryFolder();

        CliRun run = await CliRun.Of("zeroshot", trained.Run, "--images", trained.Unseen, "--output", folder["scores.csv"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBeEmpty();
        string[] lines = File.ReadAllLines(folder["scores.csv"]);
        lines[0].Split(',')[0].ShouldBe("image");
        FindingSet.CheXpert.Subset(lines[0].Split(',')[1..]).Count.ShouldBeGreaterThan(5);
        lines[1..].Select(line => line.Split(',')[0]).ShouldBe(File.ReadAllLines(trained.Unseen)[1..].Select(line => line.Split(',')[0]));
        lines[1..].SelectMany(line => line.Split(',')[1..]).ShouldAllBe(cell => float.IsFinite(float.Parse(cell)));
        using JsonDocument metrics = JsonDocument.Parse(File.ReadAllText(folder["metrics.json"]));
        metrics.RootElement.GetProperty("zeroShot").GetProperty("images").GetInt32().ShouldBe(24);
        File.ReadAllText(folder["report.html"]).ShouldContain("<svg");
    }

    [Fact]
    public async Task A_table_of_images_alone_is_scored_and_not_evaluated()
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. Directory.EnumerateFiles(trained.UnseenImages).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).Take(3)];
        string table = folder.Write("films.csv", "image\n" + string.Join('\n', names) + "\n");

        CliRun run = await CliRun.Of(
            "zeroshot", trained.Run, "--images", table, "--image-root", trained.UnseenImages, "--output", folder["scores.csv"], "--findings", "edema,Effusion");

        run.ExitCode.ShouldBe(0, run.Error);
        string[] lines = File.ReadAllLines(folder["scores.csv"]);
        lines[0].ShouldBe("image,Edema,Pleural Effusion");
        lines[1..].Select(line => line.Split(',')[0]).ShouldBe(names);
        File.Exists(folder["metrics.json"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_checkpoint_folder_and_its_run_give_the_same_scores()
    {
        using var folder = new TemporaryFolder();
        string best = Path.Combine(trained.Run, "checkpoints", "best");
        string checkpoint = Directory.Exists(best) ? best : Path.Combine(trained.Run, "checkpoints", "last");

        (await CliRun.Of("zeroshot", trained.Run, "--images", trained.UnseenImages, "--output", folder["a.csv"])).ExitCode.ShouldBe(0);
        (await CliRun.Of("zeroshot", checkpoint, "--images", trained.UnseenImages, "--output", folder["b.csv"])).ExitCode.ShouldBe(0);

        File.ReadAllText(folder["a.csv"]).ShouldBe(File.ReadAllText(folder["b.csv"]));
    }

    [Fact]
    public async Task Prompts_of_ones_own_change_the_scores()
    {
        using var folder = new TemporaryFolder();
        string prompts = folder.Write("prompts.json", """{ "Edema": ["rib fracture"] }""");

        (await CliRun.Of("zeroshot", trained.Run, "--images", trained.UnseenImages, "--findings", "Edema", "--output", folder["a.csv"])).ExitCode.ShouldBe(0);
        CliRun own = await CliRun.Of("zeroshot", trained.Run, "--images", trained.UnseenImages, "--findings", "Edema", "--prompts", prompts, "--output", folder["b.csv"]);

        own.ExitCode.ShouldBe(0, own.Error);
        File.ReadAllText(folder["a.csv"]).ShouldNotBe(File.ReadAllText(folder["b.csv"]));
    }

    [Fact]
    public async Task Hits_are_ranked_for_each_film()
    {
        using var folder = new TemporaryFolder();
        string texts = folder.Write("texts.txt", "Large pleural effusion.\nThe heart is enlarged.\nNo pneumothorax.\n");

        CliRun run = await CliRun.Of("retrieve", trained.Run, "--images", trained.Unseen, "--texts", texts, "--output", folder["hits.csv"], "-k", "2");

        run.ExitCode.ShouldBe(0, run.Error);
        string[] lines = File.ReadAllLines(folder["hits.csv"]);
        lines[0].ShouldBe("image,rank,text,score");
        lines.Length.ShouldBe(1 + (24 * 2));
        lines[1].Split(',')[1].ShouldBe("1");
        lines[2].Split(',')[1].ShouldBe("2");
        float.Parse(lines[1].Split(',')[3]).ShouldBeGreaterThanOrEqualTo(float.Parse(lines[2].Split(',')[3]));
        File.ReadAllText(folder["hits.metrics.json"]).ShouldContain("chancePrecision");
        File.ReadAllText(folder["hits.report.html"]).ShouldContain("Retrieval: film to text");
    }

    [Fact]
    public async Task Embeddings_are_unit_vectors_with_their_names()
    {
        using var folder = new TemporaryFolder();
        string texts = folder.Write("texts.txt", "Large pleural effusion.\nNo pneumothorax.\n");

        CliRun run = await CliRun.Of("embed", trained.Run, "--images", trained.UnseenImages, "--texts", texts, "--output", folder["e.safetensors"]);

        run.ExitCode.ShouldBe(0, run.Error);
        using SafetensorsFile file = SafetensorsFile.Open(folder["e.safetensors"]);
        file.Metadata["texts"].ShouldBe("""["Large pleural effusion.","No pneumothorax."]""");
        JsonSerializer.Deserialize<string[]>(file.Metadata["images"])!.Length.ShouldBe(24);
        float[] values = file.Read<float>("texts");
        values.AsSpan(0, values.Length / 2).ToArray().Sum(x => x * x).ShouldBe(1f, 1e-3f);
    }
}
