using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MedClip.Evaluation.Tests;

public sealed class HtmlReportTests
{
    [Fact]
    public void The_page_asks_nothing_of_the_network_and_runs_no_script()
    {
        string page = HtmlReport.ToHtml(SampleReport.Create());
        page.ShouldNotContain("http");
        page.ShouldNotContain("<script");
        Regex.Matches(page, "(src|href)=\"([^\"]*)\"").ShouldAllBe(m => m.Groups[2].Value.StartsWith("data:"));
    }

    [Fact]
    public void Text_from_outside_is_escaped_everywhere()
    {
        string page = HtmlReport.ToHtml(SampleReport.Create());
        page.ShouldContain("Zero-shot &lt;report&gt;");
        page.ShouldContain("No &lt;b&gt;pneumothorax&lt;/b&gt; &amp; &quot;nothing&quot; else.");
        page.ShouldContain("runs/&lt;demo&gt;/checkpoints/best");
        page.ShouldContain("could not be read &amp; were");
        page.ShouldNotContain("<b>pneumothorax");
        page.ShouldContain("this &lt;model&gt;, t-SNE");
        page.ShouldContain("f&lt;3&gt;.png");
        page.ShouldContain("&lt;AP&gt;");
    }

    [Fact]
    public void Every_section_is_there_and_each_defined_finding_has_its_curve()
    {
        EvaluationReport report = SampleReport.Create();
        string page = HtmlReport.ToHtml(report);
        foreach (string heading in new[]
        {
            "Zero-shot classification", "ROC curves", "Zero-shot over draws of prompts", "Linear probe", "Calibration", "Operating points", "Subgroups by view",
            "Data &lt;efficiency&gt;", "Local zero-shot classification", "Learned prompts", "Wrong labels", "Geometry of space and loss",
            "Retrieval: film to text", "Retrieval: text to film", "Similarity to texts of the same finding", "Embeddings", "Training", "Examples", "Provenance",
        })
        {
            page.ShouldContain($"<h2>{heading}</h2>");
        }

        int defined = report.ZeroShot!.Findings.Count(f => f.Roc is not null);
        defined.ShouldBe(FindingSet.CheXpert.Count - 1); // The last finding has no positive film.
        // Besides: the paper's curve, data efficiency, wrong labels, reliability (twice, once cross-fitted), abstention, similarity, plane, and the two curves of training.
        Regex.Count(page, "<svg ").ShouldBe(defined + 10);
        page.ShouldContain(Html.Number(report.ZeroShot.MeanAuc));
    }

    [Fact]
    public void Each_chart_is_well_formed_and_has_a_title()
    {
        string page = HtmlReport.ToHtml(SampleReport.Create());
        foreach (Match svg in Regex.Matches(page, "<svg .*?</svg>", RegexOptions.Singleline))
        {
            XElement root = XElement.Parse(svg.Value);
            root.Element("title")!.Value.ShouldNotBeEmpty();
            root.Attribute("role")!.Value.ShouldBe("img");
        }
    }

    [Fact]
    public void A_report_of_nothing_is_still_a_page()
    {
        string page = HtmlReport.ToHtml(new EvaluationReport { Title = "Empty" });
        page.ShouldContain("<h1>Empty</h1>");
        page.ShouldNotContain("<h2>");
    }

    [Fact]
    public void The_numbers_file_holds_what_the_page_shows_with_null_for_undefined()
    {
        EvaluationReport report = SampleReport.Create();
        JsonElement json = JsonDocument.Parse(ReportJson.ToJson(report)).RootElement;
        json.GetProperty("zeroShot").GetProperty("meanAuc").GetDouble().ShouldBe(report.ZeroShot!.MeanAuc);
        JsonElement last = json.GetProperty("zeroShot").GetProperty("findings")[FindingSet.CheXpert.Count - 1];
        last.GetProperty("finding").GetString().ShouldBe("Support Devices");
        last.GetProperty("auc").ValueKind.ShouldBe(JsonValueKind.Null);
        json.GetProperty("retrieval").GetProperty("atK")[0].GetProperty("precision").GetDouble().ShouldBe(0.6);
        json.GetProperty("retrieval").GetProperty("rule").GetString().ShouldBe("sharedFinding");
        json.GetProperty("probe").GetProperty("strengths").GetProperty("Enlarged Cardiomediastinum").GetDouble().ShouldBe(0.1);
        json.GetProperty("operation")[0].GetProperty("map").GetProperty("kind").GetString().ShouldBe("platt");
        json.GetProperty("plots")[0].GetProperty("points").GetArrayLength().ShouldBe(40);
        json.GetProperty("training").GetProperty("validation").GetArrayLength().ShouldBe(4);
        json.GetProperty("provenance")[1].GetProperty("value").GetString().ShouldBe("0");
    }

    [Fact]
    public void Both_files_are_written()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            HtmlReport.Write(Path.Combine(folder, "report.html"), SampleReport.Create());
            ReportJson.Write(Path.Combine(folder, "report.json"), SampleReport.Create());
            File.ReadAllText(Path.Combine(folder, "report.html")).ShouldEndWith("</html>\n");
            Directory.GetFiles(folder).Length.ShouldBe(2);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
