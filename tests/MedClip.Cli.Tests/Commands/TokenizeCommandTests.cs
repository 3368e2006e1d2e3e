using System.Text.Json;

namespace MedClip.Cli.Tests;

public class TokenizeCommandTests
{
    [Theory]
    [InlineData(false, new[] { "[CLS]", "No", "pleural", "effusion", "##s", ".", "[SEP]" })]
    [InlineData(true, new[] { "[CLS]", "no", "pleural", "effusion", "##s", ".", "[SEP]" })]
    public async Task Tokens_ids_and_offsets_are_written_a_line_each_text(bool lowerCase, string[] tokens)
    {
        using var folder = new TemporaryFolder();
        string texts = folder.Write("in.txt", "No pleural effusions.\n\nedema\n");
        string[] arguments = ["tokenize", texts, "--vocab", SmallWeights.Vocabulary(folder), "--output", folder["out.jsonl"]];

        CliRun run = await CliRun.Of(lowerCase ? [.. arguments, "--lower-case"] : arguments);

        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement[] rows = Rows(folder["out.jsonl"]);
        rows.Length.ShouldBe(3);
        Texts(rows[0], "tokens").ShouldBe(tokens);
        Numbers(rows[0].GetProperty("ids")).ShouldBe([2, lowerCase ? 5 : 11, 6, 7, 8, 10, 3]);
        rows[0].GetProperty("offsets").EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32())).ShouldBe([(0, 0), (0, 2), (3, 10), (11, 19), (19, 20), (20, 21), (0, 0)]);
        Texts(rows[1], "tokens").ShouldBe(["[CLS]", "[SEP]"]);
        Texts(rows[2], "tokens").ShouldBe(["[CLS]", "edema", "[SEP]"]);
    }

    [Fact]
    public async Task Long_texts_are_cut_to_the_first_tokens_and_the_end()
    {
        using var folder = new TemporaryFolder();

        CliRun run = await CliRun.Piped("no pleural effusion\n", "tokenize", "-", "--vocab", SmallWeights.Vocabulary(folder), "--max-length", "4", "--output", folder["out.jsonl"]);

        run.ExitCode.ShouldBe(0, run.Error);
        Texts(Rows(folder["out.jsonl"]).Single(), "tokens").ShouldBe(["[CLS]", "no", "pleural", "[SEP]"]);
    }

    [Fact]
    public async Task Special_tokens_in_a_text_are_ordinary_unless_asked_for()
    {
        using var folder = new TemporaryFolder();
        string vocabulary = SmallWeights.Vocabulary(folder);
        string texts = folder.Write("in.jsonl", "{\"text\": \"no [SEP]\", \"id\": 3}\n");

        (await CliRun.Of("tokenize", texts, "--vocab", vocabulary, "--output", folder["plain.jsonl"])).ExitCode.ShouldBe(0);
        (await CliRun.Of("tokenize", texts, "--vocab", vocabulary, "--special-tokens", "--output", folder["special.jsonl"])).ExitCode.ShouldBe(0);

        Texts(Rows(folder["special.jsonl"]).Single(), "tokens").ShouldBe(["[CLS]", "no", "[SEP]", "[SEP]"]);
        Texts(Rows(folder["plain.jsonl"]).Single(), "tokens").ShouldBe(["[CLS]", "no", "[UNK]", "[UNK]", "[UNK]", "[SEP]"]);
    }

    [Fact]
    public async Task CLIPs_tokens_need_no_vocabulary()
    {
        using var folder = new TemporaryFolder();

        CliRun run = await CliRun.Piped("No  Pleural effusion\n", "tokenize", "-", "--clip", "--output", folder["out.jsonl"]);

        run.ExitCode.ShouldBe(0, run.Error);
        JsonElement row = Rows(folder["out.jsonl"]).Single();
        row.GetProperty("text").GetString().ShouldBe("no pleural effusion");
        int[] ids = Numbers(row.GetProperty("ids"));
        (ids[0], ids[^1]).ShouldBe((49406, 49407));
        Texts(row, "tokens")[1].ShouldBe("no</w>");
    }

    [Fact]
    public async Task Wrong_use_and_wrong_files_are_said()
    {
        using var folder = new TemporaryFolder();
        string vocabulary = SmallWeights.Vocabulary(folder);
        (await CliRun.Of("tokenize", "-", "--output", "x.jsonl")).ExitCode.ShouldBe(2);
        (await CliRun.Of("tokenize", "-", "--clip", "--lower-case", "--output", "x.jsonl")).ExitCode.ShouldBe(2);
        CliRun wrong = await CliRun.Of("tokenize", folder.Write("a.jsonl", "{\"text\": \"no\"}\n{\"txt\": 1}\n"), "--vocab", vocabulary, "--output", folder["out.jsonl"]);
        wrong.ExitCode.ShouldBe(1);
        wrong.Error.ShouldContain("line 2");
        File.Exists(folder["out.jsonl"]).ShouldBeFalse();
        CliRun absent = await CliRun.Of("tokenize", folder["absent.txt"], "--vocab", vocabulary, "--output", folder["out.jsonl"]);
        absent.ExitCode.ShouldBe(1);
        absent.Error.ShouldContain("absent.txt");
    }

    private static JsonElement[] Rows(string path) => [.. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string[] Texts(JsonElement row, string field) => [.. row.GetProperty(field).EnumerateArray().Select(item => item.GetString()!)];

    private static int[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];
}
