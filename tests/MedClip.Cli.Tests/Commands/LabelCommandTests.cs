using MedClip.Data;

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
        header.ShouldBe(["uid", .. FindingSet.CheXpert.Names]);
        Cell(lines[1], "uid").ShouldBe("a");
        Cell(lines[1], "Cardiomegaly").ShouldBe("1");
        Cell(lines[1], "Pleural Effusion").ShouldBe("0");
        Cell(lines[1], "Fracture").ShouldBe("");
        Cell(lines[2], "uid").ShouldBe("b");
        Cell(lines[2], "Edema").ShouldBe("-1");
        lines[3].ShouldBe("c" + new string(',', FindingSet.CheXpert.Count));
        run.Error.ShouldContain("1 report holds no text");

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

    [Fact]
    public async Task Standard_input_goes_to_standard_output()
    {
        CliRun run = await CliRun.Piped("key,report\na,Small effusion.\n", "label", "-", "--id-column", "key", "--threads", "1");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.Split('\n')[1].ShouldStartWith("a,");
        run.Out.ShouldStartWith("key,No Finding,");
        run.Error.ShouldContain("1 reports labelled, policy strict, sections findings+impression");
    }

    [Theory]
    [InlineData("strict", "-1")]
    [InlineData("graded", "1")]
    public async Task The_policy_decides_what_hedges_become(string policy, string label)
    {
        CliRun run = await CliRun.Piped("report\nProbable pneumonia.\n", "label", "-", "--policy", policy);
        run.Out.Split('\n')[1].Split(',')[Array.IndexOf(run.Out.Split('\n')[0].Split(','), "Pneumonia")].ShouldBe(label);
    }

    [Fact]
    public async Task Mimic_reads_the_impression_alone_and_all_columns_named_are_read()
    {
        string table = "report,indication\nFINDINGS: edema. IMPRESSION: fracture.,pneumonia\n";
        Positives(await CliRun.Piped(table, "label", "-", "--policy", "mimic")).ShouldBe(["Fracture"]);
        Positives(await CliRun.Piped(table, "label", "-")).ShouldBe(["Edema", "Fracture"]);
        Positives(await CliRun.Piped(table, "label", "-", "--text-columns", "report,indication")).ShouldBe(["Edema", "Pneumonia", "Fracture"]);
        Positives(await CliRun.Piped("comparison,findings\nedema,fracture\n", "label", "-", "--sections", "all")).ShouldBe(["Edema", "Fracture"]);
    }

    [Fact]
    public async Task Evidence_sentences_and_what_was_done_are_written_beside_the_labels()
    {
        using var folder = new TemporaryFolder();
        string reports = folder.Write("reports.csv", "id,report\na,No edema. Heart is enlarged.\n");

        CliRun run = await CliRun.Of("label", reports, "--output", folder["l.csv.gz"], "--evidence", folder["e.jsonl"], "--sentences", folder["s.csv"]);

        run.ExitCode.ShouldBe(0, run.Error);
        File.ReadAllBytes(folder["l.csv.gz"])[..2].ShouldBe([0x1f, 0x8b]);
        File.ReadAllLines(folder["e.jsonl"]).Single().ShouldContain("\"sectionChoice\":\"findings+impression\"");
        File.ReadAllLines(folder["s.csv"]).Length.ShouldBe(3);
        File.ReadAllText(folder["l.csv.gz.json"]).ShouldSatisfyAllConditions(text => text.ShouldContain("\"policy\": \"strict\""), text => text.ShouldContain("\"sections\": \"findings+impression\""));
        SentenceTable.Load(folder["s.csv"]).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("jsonl", "{\"id\":\"1\"")]
    [InlineData("bioc", "<?xml")]
    public async Task Labels_are_also_written_as_JSON_lines_and_BioC(string format, string start) =>
        (await CliRun.Piped("report\nNo edema.\n", "label", "-", "--format-out", format)).Out.ShouldStartWith(start);

    [Fact]
    public async Task A_lexicon_file_adds_a_column()
    {
        using var folder = new TemporaryFolder();
        string lexicon = folder.Write("covid.txt", "finding: Glassy Lung\n[terms]\nglassy lung\n");
        CliRun run = await CliRun.Piped("report\nGlassy lungs.\n", "label", "-", "--lexicon", lexicon);
        run.Out.Split('\n')[0].ShouldEndWith(",Glassy Lung");
        run.Out.Split('\n')[1].ShouldEndWith(",1");
    }

    [Fact]
    public async Task MetaMaps_concepts_take_the_place_of_the_lexicon()
    {
        using var folder = new TemporaryFolder();
        string mmi = folder.Write("m.mmi", "7|MMI|1|Edema|C0034063|[patf]|[\"E\"-tx-1-\"swelling\"-noun-0]|TX|4/8|\n");
        Positives(await CliRun.Piped("id,report\n7,No swelling but pneumonia.\n", "label", "-", "--concepts", mmi)).ShouldBe(["No Finding"]);
        Positives(await CliRun.Piped("id,report\n7,My swelling but pneumonia.\n", "label", "-", "--concepts", mmi)).ShouldBe(["Edema"]);
    }

    [Fact]
    public async Task A_run_that_is_complete_is_not_run_again()
    {
        using var folder = new TemporaryFolder();
        string reports = folder.Write("reports.csv", "id,report\na,No edema.\n");
        string[] command = ["label", reports, "--output", folder["l.csv"], "--resume"];

        (await CliRun.Of(command)).Error.ShouldContain("1 reports labelled");
        (await CliRun.Of(command)).Error.ShouldContain("nothing to do");
        (await CliRun.Of([.. command, "--policy", "graded"])).Error.ShouldContain("1 reports labelled");
    }

    [Theory]
    [InlineData(1, "label", "-", "--lexicon", "/absent.txt")]
    [InlineData(1, "label", "-", "--umls", "/absent")]
    [InlineData(1, "label", "-", "--concepts", "/absent.mmi")]
    [InlineData(1, "label", "-", "--id-column", "absent")]
    [InlineData(2, "label", "-", "--resume")]
    [InlineData(2, "label", "-", "--output", "x.csv", "--resume")]
    [InlineData(2, "label", "-", "--output", "x.csv", "--evidence", "x.csv")]
    [InlineData(2, "label", "-", "--concepts", "bioc")]
    [InlineData(2, "label", "-", "--policy", "loud")]
    [InlineData(2, "label", "-", "--threads", "0")]
    public async Task Wrong_options_end_with_one_line(int exitCode, params string[] arguments)
    {
        CliRun run = await CliRun.Piped("report\nNo edema.\n", arguments);
        run.ExitCode.ShouldBe(exitCode, run.Error);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
        run.Out.ShouldBeEmpty();
    }

    private static string[] Positives(CliRun run)
    {
        run.ExitCode.ShouldBe(0, run.Error);
        string[][] lines = [.. run.Out.Split('\n').Select(line => line.Split(','))];
        return [.. lines[0].Skip(1).Where((_, i) => lines[1][i + 1] == "1")];
    }
}
