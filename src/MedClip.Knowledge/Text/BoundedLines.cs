using System.Text;

namespace MedClip.Knowledge;

/// <summary>Lines of a text, each of bounded length.</summary>
internal static class BoundedLines
{
    /// <exception cref="FormatException">A line is longer than allowed.</exception>
    public static IEnumerable<string> Of(TextReader reader, int longest)
    {
        char[] buffer = new char[1 << 14];
        var line = new StringBuilder();
        for (int read; (read = reader.Read(buffer)) > 0;)
        {
            for (int start = 0; start < read;)
            {
                int length = buffer.AsSpan(start, read - start).IndexOf('\n');
                line.Append(buffer, start, length < 0 ? read - start : length);
                if (line.Length > longest)
                {
                    throw new FormatException($"a line is longer than {longest} characters");
                }

                if (length < 0)
                {
                    break;
                }

                yield return Take();
                start += length + 1;
            }
        }

        if (line.Length > 0)
        {
            yield return Take();
        }

        string Take()
        {
            string text = line.ToString();
            line.Clear();
            return text.Length > 0 && text[^1] == '\r' ? text[..^1] : text;
        }
    }
}
