namespace MedClip.Docs.Tests;

/// <summary>Finds the fenced blocks of a Markdown text.</summary>
internal static class MarkdownDocument
{
    public static IReadOnlyList<CodeBlock> Blocks(string document, string text)
    {
        var blocks = new List<CodeBlock>();
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string fence = Fence(lines[i]);
            if (fence.Length == 0)
            {
                continue;
            }

            int opening = i;
            var body = new List<string>();
            for (i++; i < lines.Length && !(Fence(lines[i]).StartsWith(fence, StringComparison.Ordinal) && lines[i].Trim().Trim('`', '~').Length == 0); i++)
            {
                body.Add(lines[i]);
            }

            if (i == lines.Length)
            {
                throw new FormatException($"{document}, line {opening + 1}: the block is never closed.");
            }

            blocks.Add(new CodeBlock(document, opening + 1, lines[opening].Trim().Trim('`', '~').Trim(), string.Join('\n', body)));
        }

        return blocks;
    }

    private static string Fence(string line)
    {
        string trimmed = line.TrimStart();
        foreach (char mark in "`~")
        {
            int length = trimmed.Length - trimmed.TrimStart(mark).Length;
            if (length >= 3)
            {
                return new string(mark, length);
            }
        }

        return "";
    }
}
