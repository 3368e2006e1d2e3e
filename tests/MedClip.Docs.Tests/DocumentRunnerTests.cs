namespace MedClip.Docs.Tests;

/// <summary>The runner must fail on a block that is wrong: otherwise the documents' tests would mean nothing.</summary>
public class DocumentRunnerTests
{
    private static async Task Run(string markdown)
    {
        string folder = Directory.CreateTempSubdirectory("medclip-docs-").FullName;
        try
        {
            await DocumentRunner.RunAsync(MarkdownDocument.Blocks("page.md", markdown), folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("```csharp\nint x = \"text\";\n```", "does not compile")]
    [InlineData("```csharp\nthrow new MedClip.InvalidInputException(\"on purpose\");\n```", "on purpose")]
    [InlineData("```csharp\nawait Task.Yield(); throw new MedClip.InvalidInputException(\"later\");\n```", "later")]
    [InlineData("```bash\nmedclip frobnicate\n```", "there is no command 'frobnicate'")]
    [InlineData("```bash\n./build.sh frobnicate\n```", "no verb 'frobnicate'")]
    [InlineData("```bash\ncurl https://example.org\n```", "can check the command")]
    [InlineData("```bash\nmedclip --help > help.txt\n```", "runs no shell")]
    [InlineData("```bash\ndotnet add package MedClip.Nothing\n```", "no package")]
    [InlineData("```json\n{ \"a\": }\n```", "")]
    [InlineData("```\nno language\n```", "is not declared")]
    [InlineData("```python\nprint()\n```", "'python' is not declared")]
    [InlineData("```text\nnever closed", "never closed")]
    public async Task A_wrong_block_fails(string markdown, string says)
    {
        Exception error = await Should.ThrowAsync<Exception>(() => Run(markdown));

        error.ToString().ShouldContain(says);
    }

    [Fact]
    public async Task Right_blocks_pass() => await Run("""
        Words.
        ```bash
        # a comment
        medclip --help
        MEDCLIP_LIBTORCH=/opt/libtorch ./build.sh \
            test
        dotnet add package MedClip.Knowledge
        ```
        ```csharp
        using MedClip;

        File.WriteAllText("finding.txt", Finding.Edema.Name);
        Console.WriteLine(FindingSet.CheXpert.Count);
        ```
        ```json
        { "a": [1, 2] }
        ```
        ```text
        anything
        ```
        """);

    [Fact]
    public void Blocks_keep_their_place_and_language()
    {
        IReadOnlyList<CodeBlock> blocks = MarkdownDocument.Blocks("page.md", "# A\n\n```bash\nmedclip --help\n```\n\n~~~~text\n```\n~~~~\n");

        blocks.ShouldBe([new CodeBlock("page.md", 3, "bash", "medclip --help"), new CodeBlock("page.md", 7, "text", "```")]);
    }

    [Fact]
    public void Words_of_a_command_follow_the_shells_quotes() =>
        ShellLine.Commands(new CodeBlock("page.md", 1, "bash", "medclip label 'my reports.csv' --output \"a b\" # why\ncd x && medclip doctor"))
            .ShouldBe([["medclip", "label", "my reports.csv", "--output", "a b"], ["cd", "x"], ["medclip", "doctor"]]);
}
