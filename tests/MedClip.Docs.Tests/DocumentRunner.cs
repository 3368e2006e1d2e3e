using System.Text.Json;

namespace MedClip.Docs.Tests;

/// <summary>Runs every block of a document, in order, in one folder.</summary>
internal static class DocumentRunner
{
    public static async Task RunAsync(IEnumerable<CodeBlock> blocks, string folder)
    {
        string before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        try
        {
            foreach (CodeBlock block in blocks)
            {
                await RunAsync(block);
            }
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    private static async Task RunAsync(CodeBlock block)
    {
        switch (block.Language)
        {
            case "csharp":
                await CSharpBlock.RunAsync(block);
                break;
            case "bash" or "sh":
                await ShellBlock.RunAsync(block);
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
