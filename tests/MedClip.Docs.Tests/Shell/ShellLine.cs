using System.Text;

namespace MedClip.Docs.Tests;

/// <summary>Cuts a shell block into commands, and commands into words: quotes, continued lines, comments and <c>&amp;&amp;</c>.</summary>
internal static class ShellLine
{
    public static IReadOnlyList<string[]> Commands(CodeBlock block)
    {
        var commands = new List<string[]>();
        foreach (string line in block.Text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        {
            var words = new List<string>();
            foreach (string word in Words(line, block.Place))
            {
                if (word == "&&")
                {
                    commands.Add([.. words]);
                    words.Clear();
                }
                else
                {
                    words.Add(word);
                }
            }

            if (words.Count > 0)
            {
                commands.Add([.. words]);
            }
        }

        return commands;
    }

    private static List<string> Words(string line, string place)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        foreach (char c in line)
        {
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c);
                }
            }
            else if (c is '\'' or '"')
            {
                quote = c;
                inWord = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                if (inWord)
                {
                    words.Add(word.ToString());
                    word.Clear();
                    inWord = false;
                }
            }
            else if (c == '#' && !inWord)
            {
                break;
            }
            else if (c is '|' or '>' or '<' or ';' or '$' or '*')
            {
                throw new NotSupportedException($"{place}: this test runs no shell; '{c}' in a documented command can't be checked.");
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        if (quote != '\0')
        {
            throw new FormatException($"{place}: a quote is never closed: {line}");
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
