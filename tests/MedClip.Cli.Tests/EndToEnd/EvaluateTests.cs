using System.Text.Json;

namespace MedClip.Cli.Tests;

/// <summary>Plans on phantoms.</summary>
public class EvaluateTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Fact]
    public async Task All_protocols_that_the_data_allow_stand_in_one_report()
    {
        using var folder = new TemporaryFolder();
        // Phantoms of another seed are other people, whatever their numbers.
        string test = folder.Write("test.csv", File.ReadAllText(trained.Unseen).Replace(",P0", ",Q0"));
        string plan = folder.Write("plan.json", JsonSerializer.Serialize(new
        {
            checkpoint = trained.Run, compare = trained.Run, images = test, imageRoot = Path.GetDirectoryName(trained.Unseen), train = trained.Films, texts = trained.Reports, promptDraws = 2, shares = new[] { 0.5, 1 },
        }));

        CliRun run = await CliRun.Of("evaluate", plan, "--output", folder["report"]);

        run.ExitCode.ShouldBe(0, run.Error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["report/report.json"]));
        JsonElement root = json.RootElement;
        root.GetProperty("zeroShot").GetProperty("images").GetInt32().ShouldBe(24);
        root.GetProperty("promptDraws").GetProperty("meanAuc").GetProperty("values").GetArrayLength().ShouldBe(2);
        root.GetProperty("probe").GetProperty("trainFilms").GetInt32().ShouldBe(40);
        root.GetProperty("probe").GetProperty("efficiency").GetArrayLength().ShouldBe(2);
        root.GetProperty("operation").GetArrayLength().ShouldBeGreaterThan(0);
        root.GetProperty("retrieval").GetProperty("queries").GetInt32().ShouldBeGreaterThan(0);
        root.GetProperty("moreRetrievals").GetArrayLength().ShouldBe(2);
        root.GetProperty("similarities").GetArrayLength().ShouldBeGreaterThan(5);
        root.GetProperty("plots").GetArrayLength().ShouldBe(2);
        root.GetProperty("heatMaps").GetArrayLength().ShouldBeGreaterThan(5);
        string page = File.ReadAllText(folder["report/report.html"]);
        foreach (string heading in new[] { "Zero-shot over draws", "Linear probe", "Calibration", "Operating points", "Retrieval: text to film", "Similarity to texts", "Embeddings", "Heat maps" })
        {
            page.ShouldContain(heading);
        }
    }

    [Fact]
    public async Task Only_the_named_protocols_are_run()
    {
        using var folder = new TemporaryFolder();
        string plan = folder.Write("plan.json", JsonSerializer.Serialize(new { checkpoint = trained.Run, images = trained.Unseen, protocols = new[] { "zeroShot" } }));

        CliRun run = await CliRun.Of("evaluate", plan, "--output", folder["report"]);

        run.ExitCode.ShouldBe(0, run.Error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["report/report.json"]));
        json.RootElement.GetProperty("zeroShot").ValueKind.ShouldBe(JsonValueKind.Object);
        json.RootElement.GetProperty("probe").ValueKind.ShouldBe(JsonValueKind.Null);
        json.RootElement.GetProperty("plots").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Studies_are_run_when_named()
    {
        using var folder = new TemporaryFolder();
        string test = folder.Write("test.csv", File.ReadAllText(trained.Unseen).Replace(",P0", ",Q0"));
        string plan = folder.Write("plan.json", JsonSerializer.Serialize(new
        {
            checkpoint = trained.Run, images = test, imageRoot = Path.GetDirectoryName(trained.Unseen), train = trained.Films, texts = trained.Reports,
            findings = new[] { "Cardiomegaly", "Pleural Effusion" }, protocols = new[] { "geometry", "promptLearning", "noisyLabels" }, noiseRates = new[] { 0, 0.5 }, coTeaching = true, shots = new[] { 2 },
        }));

        CliRun run = await CliRun.Of("evaluate", plan, "--output", folder["report"]);

        run.ExitCode.ShouldBe(0, run.Error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["report/report.json"]));
        json.RootElement.GetProperty("geometry").GetProperty("floor").GetDouble().ShouldBeGreaterThan(0);
        json.RootElement.GetProperty("promptLearning").GetProperty("points")[0].GetProperty("films").GetInt32().ShouldBeInRange(2, 4);
        json.RootElement.GetProperty("noisyLabels").GetArrayLength().ShouldBe(2);
        json.RootElement.GetProperty("noisyLabels")[1].GetProperty("coTeachingAuc").GetProperty("values").GetArrayLength().ShouldBe(3);
        json.RootElement.GetProperty("zeroShot").ValueKind.ShouldBe(JsonValueKind.Null);

        // This model has no words and regions to compare.
        string local = folder.Write("local.json", JsonSerializer.Serialize(new { checkpoint = trained.Run, images = trained.Unseen, protocols = new[] { "localZeroShot" } }));
        CliRun refused = await CliRun.Of("evaluate", local, "--output", folder["other"]);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("local features");
    }

    [Fact]
    public async Task Words_are_compared_with_regions_where_the_model_has_them()
    {
        using var folder = new TemporaryFolder();
        CliRun training = await CliRun.Of(trained.Pretrain(folder["run"], "--objective", "gloria"));
        training.ExitCode.ShouldBe(0, training.Error);
        string plan = folder.Write("plan.json", JsonSerializer.Serialize(new { checkpoint = folder["run"], images = trained.Unseen, protocols = new[] { "localZeroShot" } }));

        CliRun run = await CliRun.Of("evaluate", plan, "--output", folder["report"]);

        run.ExitCode.ShouldBe(0, run.Error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["report/report.json"]));
        JsonElement local = json.RootElement.GetProperty("localZeroShot");
        local.GetProperty("both").GetProperty("images").GetInt32().ShouldBe(24);
        local.GetProperty("local").GetProperty("meanAuc").GetDouble().ShouldBeInRange(0, 1);
        File.ReadAllText(folder["report/report.html"]).ShouldContain("Local zero-shot classification");
    }

    [Fact]
    public async Task Patients_on_both_sides_are_refused()
    {
        using var folder = new TemporaryFolder();
        string plan = folder.Write("plan.json", JsonSerializer.Serialize(new { checkpoint = trained.Run, images = trained.Films, train = trained.Films }));

        CliRun run = await CliRun.Of("evaluate", plan, "--output", folder["report"]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("stand in the test table too");
        Directory.Exists(folder["report"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"checkpoint":"x","images":"y","protocols":["probe"]}""", "needs 'train'")]
    [InlineData("""{"checkpoint":"x","images":"y","protocols":["retrieval"]}""", "needs 'texts'")]
    [InlineData("""{"checkpoint":"x","images":"y","protocols":["prob"]}""", "protocols")]
    [InlineData("""{"checkpoint":"x","images":"y","shares":[0.5,0.1]}""", "rise")]
    [InlineData("""{"checkpoint":"x","images":"y","protocols":["noisyLabels"]}""", "needs 'train'")]
    [InlineData("""{"checkpoint":"x","images":"y","protocols":["geometry"]}""", "needs 'texts'")]
    [InlineData("""{"checkpoint":"x","images":"y","noiseRates":[0.5,0.1]}""", "rise")]
    [InlineData("""{"checkpoint":"x","images":"y","shots":[0]}""", "at least 1")]
    [InlineData("""{"checkpoint":"x","images":"y","promptDraws":0}""", "at least 1")]
    [InlineData("""{"checkpoint":"x","images":"y","colour":1}""", "colour")]
    [InlineData("""{"images":"y"}""", "checkpoint")]
    [InlineData("{", "plan.json")]
    public async Task A_plan_that_asks_for_the_impossible_is_refused(string plan, string says)
    {
        using var folder = new TemporaryFolder();

        CliRun run = await CliRun.Of("evaluate", folder.Write("plan.json", plan), "--output", folder["report"]);

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain(says);
    }
}
