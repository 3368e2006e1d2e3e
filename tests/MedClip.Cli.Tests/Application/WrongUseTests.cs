namespace MedClip.Cli.Tests;

/// <summary>Wrong use ends with exit code 2, one clear line on standard error, and nothing on standard output.</summary>
public class WrongUseTests
{
    [Theory]
    [InlineData("", "a command is needed")]
    [InlineData("frobnicate", "there is no command 'frobnicate'")]
    [InlineData("--frobnicate", "there is no command '--frobnicate'")]
    [InlineData("label", "IN")]
    [InlineData("label r.csv --output", "--output needs a value")]
    [InlineData("label r.csv --output a --output b", "--output")]
    [InlineData("label r.csv extra --output a", "'extra' is not an option")]
    [InlineData("label r.csv --otput a", "'--otput' is not an option")]
    [InlineData("label r.csv --output ", "--output is given an empty value")]
    [InlineData("phantom --count 5", "--output")]
    [InlineData("phantom --output d --count none", "--count takes a whole number of at least 1, not 'none'")]
    [InlineData("phantom --output d --count 0", "--count takes a whole number of at least 1, not '0'")]
    [InlineData("phantom --output d --count 1.5", "not '1.5'")]
    [InlineData("phantom --output d --seed -1", "--seed takes a whole number of at least 0, not '-1'")]
    [InlineData("pretrain --images a.csv --output run", "--reports or --sentences is needed")]
    [InlineData("pretrain --reports r.csv --output run", "--images")]
    [InlineData("pretrain --images a.csv --pair-column c --sentences s.csv --output run", "--sentences has no use with --pair-column")]
    [InlineData("pretrain --images a.csv --reports r.csv", "--output")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --split-column s --validation-fraction 0.2", "exclude each other")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --validation-fraction 1", "--validation-fraction takes a fraction above 0 and below 1, not '1'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --validation-fraction NaN", "not 'NaN'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --precision fp16", "--precision takes one of fp32, bf16, auto, not 'fp16'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --behaviour mine", "--behaviour takes one of default, paper, reference, not 'mine'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --epochs 0", "--epochs takes a whole number of at least 1, not '0'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --batch 1", "--batch takes a whole number of at least 2, not '1'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --set epochs", "--set takes key=value, not 'epochs'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --set =5", "--set takes key=value, not '=5'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --unreadable maybe", "--unreadable takes one of skip, refuse, not 'maybe'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --objective clop", "--objective takes one of medclip, clip, convirt, gloria, siglip, supervised, not 'clop'")]
    [InlineData("pretrain --images a.csv --pair-column c --objective supervised --output run", "--pair-column is for objectives over pairs")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --grad-cache 0", "--grad-cache takes a whole number of at least 1, not '0'")]
    [InlineData("classify run --images t.csv", "--output")]
    [InlineData("launch -- pretrain", "--nproc")]
    [InlineData("launch --nproc 0 -- pretrain", "--nproc takes a whole number of at least 1, not '0'")]
    [InlineData("launch --nproc 2", "COMMAND")]
    [InlineData("launch --nproc 2 -- launch", "launch starts training, not itself")]
    [InlineData("launch --nproc 2 --nodes 2 -- pretrain", "--nodes needs --node-rank and --master")]
    [InlineData("launch --nproc 2 --nodes 2 --node-rank 2 --master h -- pretrain", "--node-rank must be below --nodes (2)")]
    [InlineData("launch --nproc 2 --master h:x -- pretrain", "--master takes HOST or HOST:PORT, not 'h:x'")]
    [InlineData("zeroshot", "CKPT")]
    [InlineData("zeroshot run --output s.csv", "--images")]
    [InlineData("zeroshot run --images t.csv", "--output")]
    [InlineData("retrieve run --images t.csv --output h.csv", "--texts")]
    [InlineData("retrieve run --images t.csv --texts x.txt --output h.csv -k 0", "-k takes a whole number of at least 1, not '0'")]
    [InlineData("embed run --output e.safetensors", "--images or --texts is needed")]
    [InlineData("embed run --texts t.txt --output e.csv --device gpu", "--device takes cpu, cuda or cuda:N, not 'gpu'")]
    [InlineData("zeroshot run --images t.csv --output s.csv --precision half", "--precision takes one of fp32, bf16, fp16, not 'half'")]
    [InlineData("retrieve run --images t.csv --texts x.txt --output h.csv --text-batching slow", "--text-batching takes one of exact, fast, not 'slow'")]
    [InlineData("pretrain --images a.csv --reports r.csv --output run --device cuda:x", "--device takes cpu, cuda or cuda:N, not 'cuda:x'")]
    [InlineData("doctor now", "'now' is not an option")]
    public async Task Wrong_use_exits_2_with_one_line(string commandLine, string says)
    {
        CliRun run = await CliRun.Of(commandLine.Length == 0 ? [] : commandLine.Split(' '));

        run.ExitCode.ShouldBe(2);
        run.ErrorLines.Length.ShouldBe(1, run.Error);
        run.Error.ShouldContain(says);
        run.Error.ShouldStartWith("medclip");
        run.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pretrain")]
    [InlineData("classify")]
    [InlineData("zeroshot")]
    [InlineData("retrieve")]
    [InlineData("embed")]
    [InlineData("label")]
    [InlineData("phantom")]
    [InlineData("doctor")]
    public async Task Help_of_each_command_goes_to_standard_output(string command)
    {
        CliRun run = await CliRun.Of(command, "--help");

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain($"medclip {command}");
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Help_of_the_tool_lists_every_command()
    {
        CliRun run = await CliRun.Of("--help");

        run.ExitCode.ShouldBe(0);
        foreach (string command in new[] { "pretrain", "zeroshot", "retrieve", "embed", "label", "phantom", "doctor" })
        {
            run.Out.ShouldContain(command);
        }
    }

    [Fact]
    public async Task An_at_sign_is_a_character_and_not_a_file_of_arguments()
    {
        using var folder = new TemporaryFolder();
        folder.Write("arguments", "--output\nlabels.csv\n");

        CliRun run = await CliRun.Of("label", "reports.csv", "@" + folder["arguments"]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("@");
        File.Exists("labels.csv").ShouldBeFalse();
    }

    [Fact]
    public async Task An_argument_with_line_breaks_and_escapes_stays_one_plain_line()
    {
        CliRun run = await CliRun.Of("label\n\u001b[31m");

        run.ExitCode.ShouldBe(2);
        run.ErrorLines.Length.ShouldBe(1);
        run.Error.ShouldNotContain("\u001b");
    }
}
