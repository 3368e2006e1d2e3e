using System.Xml.Linq;

namespace MedClip.Cli.Tests;

/// <summary>Planes of embeddings, and pages that are written again.</summary>
public class PlotAndReportTests(TrainedRun trained) : IClassFixture<TrainedRun>
{
    [Theory]
    [InlineData("tsne", "t-SNE")]
    [InlineData("pca", "principal components")]
    public async Task Two_models_stand_side_by_side(string method, string says)
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of(
            "tsne", trained.Run, "--compare", trained.Run, "--images", trained.Films, "--output", folder["plot"], "--method", method, "--perplexity", "3", "--iterations", "250");
        run.ExitCode.ShouldBe(0, run.Error);
        string[] rows = File.ReadAllLines(folder["plot/embeddings.csv"]);
        rows[0].ShouldBe("model,image,finding,x,y");
        rows.Length.ShouldBeGreaterThan(20);
        (rows.Length % 2).ShouldBe(1);
        // The same model twice gives the same plane twice.
        int half = (rows.Length - 1) / 2;
        rows[1..(half + 1)].ShouldBe(rows[(half + 1)..]);
        rows[1].ShouldContain(says);
        string page = File.ReadAllText(folder["plot/embeddings.html"]);
        page.Split("<svg ").Length.ShouldBe(3);
        page.ShouldContain("data:image/png;base64,");
        foreach (string name in new[] { "plot/embeddings-1.svg", "plot/embeddings-2.svg" })
        {
            XDocument svg = XDocument.Load(folder[name]);
            svg.Root!.Name.NamespaceName.ShouldBe("http://www.w3.org/2000/svg");
            svg.Descendants().Count(e => e.Name.LocalName == "circle").ShouldBe(half);
        }
    }

    [Fact]
    public async Task A_page_is_written_again_from_its_numbers()
    {
        using var folder = new TemporaryFolder();
        (await CliRun.Of("zeroshot", trained.Run, "--images", trained.Unseen, "--output", folder["s.csv"])).ExitCode.ShouldBe(0);
        string first = File.ReadAllText(folder["report.html"]);
        File.Delete(folder["report.html"]);

        CliRun run = await CliRun.Of("report", folder.Path);
        run.ExitCode.ShouldBe(0, run.Error);
        string again = File.ReadAllText(folder["report.html"]);
        again.ShouldBe(System.Text.RegularExpressions.Regex.Replace(first, "<img [^>]*>", ""));

        CliRun named = await CliRun.Of("report", folder["metrics.json"], "--output", folder["elsewhere.html"]);
        named.ExitCode.ShouldBe(0, named.Error);
        File.ReadAllText(folder["elsewhere.html"]).ShouldBe(again);
    }

    [Fact]
    public async Task A_run_shows_its_learning_curves()
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of("report", trained.Run, "--output", folder["r.html"]);
        run.ExitCode.ShouldBe(0, run.Error);
        File.ReadAllText(folder["r.html"]).ShouldContain("Training loss");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"title\": 3}")]
    [InlineData("[1, 2")]
    [InlineData("{\"title\":\"a\",\"zeroShot\":{\"findings\":7}}")]
    public async Task What_is_no_report_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of("report", folder.Write("report.json", text));
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("is no report");
        (await CliRun.Of("report", folder["missing.json"])).Error.ShouldContain("there is no such report");
        (await CliRun.Of("report", Directory.CreateDirectory(folder["empty"]).FullName)).Error.ShouldContain("log.jsonl");
    }
}
