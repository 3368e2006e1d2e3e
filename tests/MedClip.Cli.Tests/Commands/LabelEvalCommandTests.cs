using System.IO.Compression;
using System.Text;

namespace MedClip.Cli.Tests;

public class LabelEvalCommandTests
{
    private const string Gold = "filename,Effusion,Nodule,Mass,Emphysema,normal\nCXR1,1,0,0,1,0\nCXR2,1,0,1,0,0\nCXR3,0,0,0,0,1\n";

    [Fact]
    public async Task Labels_are_compared_by_name_and_number_of_the_report()
    {
        using var folder = new TemporaryFolder();
        string predicted = folder.Write("pred.csv", "uid,No Finding,Lung Lesion,Pleural Effusion,Fracture\n1,,,1,\n2,,1,-1,\n3,1,,1,0\n");
        string gold = folder.Write("gold.csv", Gold);

        CliRun run = await CliRun.Of("label-eval", predicted, gold);

        run.ExitCode.ShouldBe(0, run.Error);
        Cells("Pleural Effusion").ShouldBe(["2", "0.500", "0.500", "0.500", "-0.500", "1", "1", "1"]);
        Cells("Lung Lesion").ShouldBe(["1", "1.000", "1.000", "1.000", "1.000", "1", "0", "0"]);
        run.Out.ShouldContain("micro-F1 0.750");
        run.Out.ShouldContain("macro-F1 0.833");
        run.Out.ShouldContain("Pleural Effusion, missed: CXR2 (-1)");
        run.Out.ShouldContain("Pleural Effusion, false: CXR3 (1)");
        run.Out.ShouldNotContain("Fracture");

        string[] Cells(string name) => run.Out.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    [Fact]
    public async Task Findings_are_chosen_and_packed_tables_read()
    {
        using var folder = new TemporaryFolder();
        string predicted = folder.Write("pred.csv", "id,No Finding,Pleural Effusion\nCXR1,,1\nCXR2,,1.0\n");
        using (var packed = new GZipStream(File.Create(folder["gold.csv.gz"]), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes(Gold));
        }

        CliRun run = await CliRun.Of("label-eval", predicted, folder["gold.csv.gz"], "--findings", "effusion", "--examples", "0");
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("micro-F1 1.000");
        run.Out.ShouldNotContain("No Finding");
        run.Error.ShouldContain("1 of the 3 reports");
    }

    [Theory]
    [InlineData("id,Edema\n1,1\n", "shares no finding")]
    [InlineData("id,words\n1,1\n", "no column is named after a finding")]
    [InlineData("id,Pleural Effusion\n1,yes\n", "holds 'yes'")]
    [InlineData("id,Pleural Effusion\n1,1\n1,0\n", "'1' stands in an earlier row")]
    [InlineData("id,Pleural Effusion\n1,1,1\n", "3 fields")]
    [InlineData("id,Pleural Effusion\n77,1\n", "none of its 1 ids")]
    public async Task A_bad_table_is_refused_in_one_line(string content, string says)
    {
        using var folder = new TemporaryFolder();
        CliRun run = await CliRun.Of("label-eval", folder.Write("pred.csv", content), folder.Write("gold.csv", Gold));
        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
        run.Error.ShouldContain(says);
        run.Out.ShouldBeEmpty();
    }
}
