namespace MedClip.Cli.Tests;

public class AssertCommandTests
{
    [Fact]
    public async Task Each_sentence_is_asserted_with_its_id_unchanged()
    {
        using var folder = new TemporaryFolder();
        string input = folder.Write("in.tsv", "line number\tCondition\tsentence\tfurther\n 07\tcough\tNo COUGH, fever.\tNegated\n9\tfever\t\"Possible \"\"old\"\" FEVER.\"\n10\tedema\tFamily history of EDEMA.\n11\tpain\tCall if PAIN returns.\n12\tpain\tNothing here.\n");

        CliRun run = await CliRun.Of("assert", input, "--output", folder["out.csv"]);

        run.ExitCode.ShouldBe(0, run.Error);
        File.ReadAllLines(folder["out.csv"]).ShouldBe(
        [
            "id,assertion,temporality,experiencer,trigger,rule",
            " 07,absent,recent,patient,No,negated forward: no",
            "9,possible,recent,patient,Possible,uncertain forward: (possible|possibly)",
            "10,present,historical,other,Family history of | Family history of,historical forward: family history [of|for] | family forward: family history [of|for]",
            "11,present,hypothetical,patient,Call if,hypothetical forward: (return|call|come back|contact) ~ (if|for|with any|should)",
            "12,,,,,",
        ]);
        run.Error.ShouldContain("1 sentences do not hold their concept (line 6)");
    }

    [Fact]
    public async Task Further_rules_are_used()
    {
        using var folder = new TemporaryFolder();
        string input = folder.Write("in.tsv", "n\tc\ts\n1\tcough\tHardly any COUGH.\n");
        string rules = folder.Write("rules.txt", "[negated forward]\nhardly any\n");
        (await CliRun.Of("assert", input, "--output", folder["out.csv"], "--rules", rules)).ExitCode.ShouldBe(0);
        File.ReadAllText(folder["out.csv"]).ShouldContain("1,absent,");
    }

    [Theory]
    [InlineData(null, "there is no such file")]
    [InlineData("", "the file is empty")]
    [InlineData("n\tc\ts\n1\tcough\n", "line 2")]
    public async Task A_bad_table_is_refused_in_one_line(string? content, string says)
    {
        using var folder = new TemporaryFolder();
        string input = content is null ? folder["absent.tsv"] : folder.Write("in.tsv", content);
        CliRun run = await CliRun.Of("assert", input, "--output", folder["out.csv"]);
        run.ExitCode.ShouldBe(1);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
        run.Error.ShouldContain(input);
        run.Error.ShouldContain(says);
        File.Exists(folder["out.csv"]).ShouldBeFalse();
    }
}
