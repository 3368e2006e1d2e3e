using MedClip.Fixtures;

namespace MedClip.Docs.Tests;

/// <summary>Every block of every document does what it says.</summary>
public class DocumentTests(ExampleFiles examples) : IClassFixture<ExampleFiles>
{
    public static TheoryData<string> Documents()
    {
        string root = SharedFolder.RepositoryRoot;
        string docs = Path.Combine(root, "docs");
        IEnumerable<string> files = Directory.EnumerateFiles(root, "*.md")
            .Concat(Directory.Exists(docs) ? Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories) : []);
        return [.. files.Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_block_runs(string document)
    {
        IReadOnlyList<CodeBlock> blocks = MarkdownDocument.Blocks(document, File.ReadAllText(Path.Combine(SharedFolder.RepositoryRoot, document)));
        string folder = Directory.CreateTempSubdirectory("medclip-docs-").FullName;
        try
        {
            examples.CopyTo(folder, withRun: !blocks.Any(block => block.Text.Contains("medclip pretrain", StringComparison.Ordinal)));
            await DocumentRunner.RunAsync(blocks, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
