using MedClip.Knowledge;

namespace MedClip.Cli.Tests;

public class LabelExplanationTests
{
    [Fact]
    public async Task Each_label_comes_with_its_words_and_its_rule()
    {
        CliRun run = await CliRun.Of("label", "--explain", "FINDINGS: No pleural effusion. Possible edema; history of pneumonia. Nothing else.");

        run.ExitCode.ShouldBe(0, run.Error);
        string[] lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("1. No pleural effusion.  [findings]");
        lines[1].ShouldStartWith("     Pleural Effusion = 0  \"pleural effusion\" C0032227, absent");
        run.Out.ShouldContain("because of \"No\", rule negated forward: no");
        run.Out.ShouldContain("Edema = -1  \"edema\" C0034063, possible (certainty 0.3)");
        run.Out.ShouldContain("Pneumonia = no label  \"pneumonia\" C0032285, present, historical");
        lines[^1].ShouldBe("strict: Edema=-1, Pleural Effusion=0");
        run.Out.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task The_policy_applies()
    {
        CliRun run = await CliRun.Of("label", "--explain", "Probable edema.", "--policy", "graded");
        run.Out.ShouldContain("graded: Edema=1");
    }

    [Fact]
    public void Colours_tell_present_denied_and_hedged_and_the_text_steers_nothing()
    {
        using var output = new StringWriter();
        new LabelExplanation(output, coloured: true).Write(new ReportLabeler().Label("Edema. No effusion. Possible pneumonia \u001b[2J."));
        string text = output.ToString();
        text.ShouldContain("\u001b[31mEdema");
        text.ShouldContain("\u001b[32meffusion");
        text.ShouldContain("\u001b[33mpneumonia");
        text.ShouldContain("\u001b[4mNo");
        text.ShouldNotContain("\u001b[2J");
    }

    [Fact]
    public async Task A_text_and_a_file_exclude_each_other()
    {
        CliRun run = await CliRun.Of("label", "reports.csv", "--explain", "Edema.");
        run.ExitCode.ShouldBe(2);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
    }
}
