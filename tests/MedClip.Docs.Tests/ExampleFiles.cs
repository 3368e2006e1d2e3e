using MedClip.Cli;

namespace MedClip.Docs.Tests;

/// <summary>
/// The files that documents may speak of without making them: <c>labels.csv</c> with <c>images/</c>, <c>reports.csv</c>, <c>film.png</c>, and,
/// unless the document trains its own, a trained <c>run</c>. Made once for all documents.
/// </summary>
public sealed class ExampleFiles : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("medclip-docs-").FullName;

    public async Task InitializeAsync()
    {
        await ShellBlock.RunAsync(new CodeBlock("example files", 1, "bash", $"""
            medclip phantom --output '{folder}' --count 60 --seed 5
            medclip pretrain --images '{folder}/labels.csv' --reports '{folder}/reports.csv' --output '{folder}/run' --epochs 1 --batch 16 --seed 0
            """));
        File.Copy(Directory.EnumerateFiles(Path.Combine(folder, "images")).Order(StringComparer.Ordinal).First(), Path.Combine(folder, "film.png"));
    }

    /// <summary>Fills a document's folder.</summary>
    public void CopyTo(string target, bool withRun)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(folder, file);
            if (withRun || !relative.StartsWith($"run{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, relative))!);
                File.Copy(file, Path.Combine(target, relative));
            }
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }
}
