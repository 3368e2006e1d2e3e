namespace MedClip.Cli.Tests;

/// <summary>docs/cli.md is what the commands are. <c>MEDCLIP_APPROVE=1</c> writes it anew.</summary>
public class CommandReferenceTests
{
    private static readonly string PagePath = Path.Combine(SharedFolder.RepositoryRoot, "docs", "cli.md");

    [Fact]
    public void The_reference_is_current()
    {
        string page = CommandReference.Page(CompletionScriptTests.Root());
        if (Environment.GetEnvironmentVariable("MEDCLIP_APPROVE") == "1")
        {
            File.WriteAllText(PagePath, page);
        }

        File.Exists(PagePath).ShouldBeTrue("docs/cli.md is missing; MEDCLIP_APPROVE=1 writes it");
        File.ReadAllText(PagePath).ShouldBe(page, "the commands changed; MEDCLIP_APPROVE=1 writes docs/cli.md anew");
    }

    [Fact]
    public void Each_command_and_option_has_its_place()
    {
        CommandFacts root = CompletionScriptTests.Root();
        string page = CommandReference.Page(root);
        foreach (CommandFacts command in root.Commands.SelectMany(c => c.Commands.Count > 0 ? c.Commands : [c]))
        {
            page.ShouldContain($"## {command.Path}\n");
            command.Options.ShouldAllBe(option => page.Contains($"`{option.Name}`"));
        }
    }
}
