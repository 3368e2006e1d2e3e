using System.Text.Json;

namespace MedClip.Cli.Tests;

/// <summary>Every table and figure runs to its end on generated trees.</summary>
public class ReproduceTests(PreparedTrees trees) : IClassFixture<PreparedTrees>
{
    private static readonly string[] Small = ["--scale", "0.01"];

    private Task<CliRun> Run(string artefact, string output, params string[] more) => CliRun.Of(["reproduce", artefact, "--data", trees.Data, "--output", output, .. Small, .. more]);

    private static JsonElement Report(TemporaryFolder folder, string output)
    {
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder[$"{output}/report.json"]));
        return json.RootElement.Clone();
    }

    private static double[] Measured(JsonElement table, string row, string column)
    {
        int place = table.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ToList().IndexOf(column);
        JsonElement found = table.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("name").GetString() == row);
        return [.. found.GetProperty("cells")[place].GetProperty("measured").EnumerateArray().Select(m => m.GetDouble())];
    }

    [Fact]
    public async Task Table_1_measures_each_model_over_draws_beside_the_papers_numbers_and_goes_on_where_it_stopped()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["--model", $"MedCLIP-ViT={trees.Model}", "--draws", "2", "--on", "chexpert,covid,rsna"];
        CliRun run = await Run("table1", folder["t1"], arguments);
        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement table = Report(folder, "t1").GetProperty("paperTables")[0];
        table.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ShouldBe(["CheXpert-5x200", "COVID", "RSNA"]);
        double[] measured = Measured(table, "MedCLIP-ViT ENS", "CheXpert-5x200");
        measured.Length.ShouldBe(2);
        measured.ShouldAllBe(m => m >= 0 && m <= 1);
        Measured(table, "CLIP", "COVID").ShouldBeEmpty();
        string page = File.ReadAllText(folder["t1/report.html"]);
        page.ShouldContain("0.594 &#177; &lt;0.01");
        page.ShouldContain("Table 1 of the MedCLIP paper");

        string[] rows = File.ReadAllLines(folder["t1/rows.jsonl"]);
        rows.Length.ShouldBe(6);
        await File.WriteAllLinesAsync(folder["t1/rows.jsonl"], rows[..4]);
        CliRun again = await Run("table1", folder["t1"], arguments);
        again.ExitCode.ShouldBe(0, again.Error);
        again.Error.Split("measured before").Length.ShouldBe(5);
        File.ReadAllLines(folder["t1/rows.jsonl"]).ShouldBe(rows);
        File.ReadAllText(folder["t1/report.html"]).ShouldBe(page);

        // Another seed is another measurement.
        (await Run("table1", folder["t1"], [.. arguments, "--seed", "5", "--on", "rsna"])).Error.ShouldNotContain("measured before");
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("sgd")]
    public async Task Table_2_trains_heads_on_frozen_towers(string head)
    {
        using var folder = new TemporaryFolder();
        CliRun run = await Run("table2", folder["t2"], "--model", $"MedCLIP={trees.Model}", "--head", head);
        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement table = Report(folder, "t2").GetProperty("paperTables")[0];
        foreach (string set in new[] { "CheXpert-5x200", "MIMIC-5x200", "COVID", "RSNA" })
        {
            Measured(table, "MedCLIP", set)[0].ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public async Task Table_3_counts_the_data_and_what_decoupling_gains()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await Run("table3", folder["t3"]);
        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement tables = Report(folder, "t3").GetProperty("paperTables");
        Measured(tables[0], "MIMIC-CXR", "Images").ShouldBe([320]);
        Measured(tables[0], "MIMIC-CXR", "Reports").ShouldBe([320]);
        Measured(tables[1], "CheXpert-5x200", "Test").ShouldBe([10]);
        Measured(tables[1], "COVID", "Train").ShouldBe([22]);
        Measured(tables[1], "RSNA", "Test positive")[0].ShouldBe(0.5, 0.05);
        Measured(tables[2], "Films, n + m", "Count").ShouldBe([640]);
        double sentences = Measured(tables[2], "Sentences, n + h", "Count")[0], pairs = Measured(tables[2], "Pairs, n", "Count")[0];
        pairs.ShouldBe(320);
        Measured(tables[2], "Combinations", "Count")[0].ShouldBe(640 * sentences);
        Measured(tables[2], "Times the supervision of pairs", "Count")[0].ShouldBe(640 * sentences / pairs, 1e-9);
        Measured(tables[2], "Share of false negatives among unpaired combinations", "Count")[0].ShouldBeInRange(0.05, 0.6);
        File.ReadAllText(folder["t3/report.html"]).ShouldContain("(377,111)");
    }

    [Fact]
    public async Task Table_4_ranks_sentences_for_films()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await Run("table4", folder["t4"], "--model", $"MedCLIP={trees.Model}");
        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement table = Report(folder, "t4").GetProperty("paperTables")[0];
        Measured(table, "MedCLIP", "P@1")[0].ShouldBeInRange(0, 1);
        // All ten sentences: two of each of five classes.
        Measured(table, "MedCLIP", "P@10")[0].ShouldBe(0.2, 1e-9);
    }

    [Fact]
    public async Task Figure_1_pre_trains_on_nested_subsets_and_keeps_finished_runs()
    {
        using var folder = new TemporaryFolder();
        string[] arguments = ["--scale", "0.0005", "--epochs", "1", "--draws", "1", "--model", $"CLIP={trees.Model}", "--set", "sampling.batchImages=4", "--set", "sampling.batchSentences=4"];
        CliRun run = await CliRun.Of(["reproduce", "fig1", "--data", trees.Data, "--output", folder["f1"], .. arguments]);
        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement lines = Report(folder, "f1").GetProperty("paperCurves")[0].GetProperty("lines");
        lines[0].GetProperty("points").EnumerateArray().Select(p => p.GetProperty("x").GetDouble()).ShouldBe([10, 25, 100, 285]);
        string[] names = [.. lines.EnumerateArray().Select(l => l.GetProperty("name").GetString()!)];
        names.ShouldContain("GLoRIA, paper, 191K");
        names.ShouldContain("CLIP, measured here");

        Directory.Delete(folder["f1/runs/25"], recursive: true);
        CliRun again = await CliRun.Of(["reproduce", "fig1", "--data", trees.Data, "--output", folder["f1"], .. arguments]);
        again.ExitCode.ShouldBe(0, again.Error);
        again.Error.Split("trained before").Length.ShouldBe(4);
        File.Exists(folder["f1/runs/25/finished"]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("fig2", "Unused data", "False negatives of an anchor")]
    [InlineData("fig4", "Embeddings", "silhouette")]
    [InlineData("fig5", "Similarity to texts", "Geometry of space and loss")]
    public async Task Figures_run_to_their_end(string artefact, string first, string second)
    {
        using var folder = new TemporaryFolder();
        string[] model = artefact == "fig2" ? [] : ["--model", $"CLIP={trees.Model}"];
        CliRun run = await Run(artefact, folder["f"], artefact == "fig4" ? [.. model, "--model", $"MedCLIP={trees.Model}"] : model);
        run.ExitCode.ShouldBe(0, run.Error);
        string page = File.ReadAllText(folder["f/report.html"]);
        page.ShouldContain(first, Case.Insensitive);
        page.ShouldContain(second);
        CliRun rendered = await CliRun.Of("report", folder["f"], "--output", folder["again.html"]);
        rendered.ExitCode.ShouldBe(0, rendered.Error);
        File.ReadAllText(folder["again.html"]).ShouldContain(second);
    }

    [Fact]
    public async Task Missing_data_are_named_with_the_way_to_prepare_them()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of("reproduce", "table4", "--data", folder["nothing"], "--output", folder["o"], "--model", $"A={trees.Model}");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("chexpert/films.csv, mimic/reports.csv are missing");
        run.Error.ShouldContain($"medclip prepare chexpert SRC --output {folder["nothing/chexpert"]}");
        Directory.Exists(folder["o"]).ShouldBeFalse();

        CliRun few = await CliRun.Of("reproduce", "table1", "--data", trees.Data, "--output", folder["o"], "--model", $"A={trees.Model}", "--on", "chexpert");
        few.ExitCode.ShouldBe(1);
        few.Error.ShouldContain("200 films of each class are needed");
        few.Error.ShouldContain("give --scale");
    }

    [Theory]
    [InlineData("ARTEFACT is one of table1", "table9", "--model", "a=b")]
    [InlineData("--model takes NAME=CKPT", "table1", "--model", "ckpt")]
    [InlineData("--on takes chexpert", "table1", "--model", "a=b", "--on", "nih")]
    [InlineData("above 0 and at most 1", "table1", "--scale", "2")]
    public async Task Wrong_use_says_what_is_right(string says, string artefact, params string[] more)
    {
        CliRun run = await CliRun.Of(["reproduce", artefact, "--data", "d", "--output", "o", .. more]);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(says);
    }

    [Fact]
    public async Task A_model_is_asked_for_where_one_is_needed()
    {
        CliRun run = await CliRun.Of("reproduce", "table1", "--data", trees.Data, "--output", Path.Combine(trees.Data, "never"));
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("needs a model");
    }
}
