using System.Text.Json;

namespace MedClip.Docs.Tests;

/// <summary>
/// Runs every block of a document in one folder: JSON with a file name becomes that file, then the commands, since they make the files that code speaks of, each kind in its order.
/// </summary>
internal static class DocumentRunner
{
    public static async Task RunAsync(IEnumerable<CodeBlock> blocks, string folder)
    {
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        try
        {
            foreach (CodeBlock block in blocks.OrderBy(block => IsNamedJson(block) ? 0 : IsShell(block) ? 1 : 2))
            {
                await RunAsync(block);
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    private static bool IsShell(CodeBlock block) => block.Language is "bash" or "sh";

    private static bool IsNamedJson(CodeBlock block) => block.Language.StartsWith("json ", StringComparison.Ordinal);

    private static async Task RunAsync(CodeBlock block)
    {
        switch (block.Language)
        {
            case "csharp":
                await CSharpBlock.RunAsync(block);
                break;
            case var _ when IsShell(block):
                await ShellBlock.RunAsync(block);
                break;
            case var _ when IsNamedJson(block):
                JsonDocument.Parse(block.Text).Dispose();
                await File.WriteAllTextAsync(Path.GetFileName(block.Language["json ".Length..].Trim()), block.Text);
                break;
            case "json":
                JsonDocument.Parse(block.Text).Dispose();
                break;
            case "text":
                break;
            default:
                throw new NotSupportedException($"{block.Place}: the language '{block.Language}' is not declared; use csharp, bash, json or text.");
        }
    }
}
