namespace MedClip.Cli.Tests;

public class LabelCommandTests
{
    [Fact]
    public async Task Reports_are_labelled_in_their_order()
    {
        using var folder = new TemporaryFolder();
        string reports = folder.Write("reports.csv", """
            uid,findings,impression
            a,The heart is enlarged.,No pleural effusion.
            b,"Possible edema, otherwise clear.",
            c,,
            """);

        CliRun run = await CliRun.Of("label", reports, "--output", folder["out/labels.csv"]);

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldBeEmpty();
        string[] lines = File.ReadAllLines(folder["out/labels.csv"]);
        lines.Length.ShouldBe(4);
        string[] header = lines[0].Split(',');
        header.ShouldBe(["id", .. FindingSet.CheXpert.Names]);
        Cell(lines[1], "id").ShouldBe("a");
        Cell(lines[1], "Cardiomegaly").ShouldBe("1");
        Cell(lines[1], "Pleural Effusion").ShouldBe("0");
        Cell(lines[1], "Fracture").ShouldBe("");
        Cell(lines[2], "id").ShouldBe("b");
        Cell(lines[2], "Edema").ShouldBe("-1");
        lines[3].ShouldBe("c" + new string(',', FindingSet.CheXpert.Count));
        run.Error.ShouldContain("1 rows hold no report");

        string Cell(string line, string column) => line.Split(',')[Array.IndexOf(header, column)];
    }

    [Theory]
    [InlineData(null, "there is no such file")]
    [InlineData("", "the file is empty")]
    [InlineData("id,report\n", "no rows")]
    [InlineData("id,words\n1,clear lungs\n", "no column is called 'findings', 'impression', 'report' or 'text'")]
    [InlineData("id,report\n1,\"never closed\n", "line")]
    public async Task A_bad_table_is_refused_in_one_line_that_names_it(string? content, string says)
    {
        using var folder = new TemporaryFolder();
        string reports = content is null ? folder["absent.csv"] : folder.Write("reports.csv", content);

        CliRun run = await CliRun.Of("label", reports, "--output", folder["labels.csv"]);

        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
        run.Error.ShouldStartWith("medclip label: ");
        run.Error.ShouldContain(reports);
        run.Error.ShouldContain(says);
        File.Exists(folder["labels.csv"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cancelled_run_leaves_no_output()
    {
        using var folder = new TemporaryFolder();
        string reports = folder.Write("reports.csv", "report\nThe lungs are clear.\n");

        CliRun run = await CliRun.Of(["label", reports, "--output", folder["labels.csv"]], new TerminalFacts(true, null, null), new CancellationToken(canceled: true));

        run.ExitCode.ShouldBe(130);
        File.Exists(folder["labels.csv"]).ShouldBeFalse();
    }
}
