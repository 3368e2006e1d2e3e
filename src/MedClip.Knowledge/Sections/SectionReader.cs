namespace MedClip.Knowledge;

/// <summary>
/// Finds headers: a known name before a colon, at the start of a line in any case or within a line in capitals. Unknown names
/// before a colon ("LUNGS:") stay part of their section. Text before the first header is body, or the title of the report.
/// </summary>
public static class SectionReader
{
    /// <summary>Cuts a report into sections.</summary>
    /// <param name="text">A report; may be empty.</param>
    /// <returns>The sections with some text in them, in order.</returns>
    public static IReadOnlyList<ReportSection> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return [new ReportSection(SectionKind.Body, "", new TextSpan(0, text.Length))];
        }

        var sections = new List<ReportSection>();
        (SectionKind kind, string header, int start) = (SectionKind.Body, "", 0);
        for (; colon >= 0; colon = text.IndexOf(':', colon + 1))
        {
            if (FindHeader(text, start, colon, out SectionKind next) is var from and >= 0)
            {
                Close(from);
                (kind, header, start) = (next, text[from..colon].Trim(), colon + 1);
            }
        }

        Close(text.Length);
        return sections.Count > 0 ? sections : [new ReportSection(SectionKind.Body, "", new TextSpan(0, text.Length))];

        void Close(int end)
        {
            if (!text.AsSpan(start, end - start).IsWhiteSpace())
            {
                sections.Add(new ReportSection(kind, header, TextSpan.Between(start, end)));
            }
        }
    }

    /// <summary>Where the header before a colon begins, or −1.</summary>
    private static int FindHeader(string text, int from, int colon, out SectionKind kind)
    {
        int earliest = Math.Max(from, colon - SectionHeaders.LongestHeader);
        int line = colon;
        while (line > earliest && text[line - 1] is not ('\n' or '\r'))
        {
            line--;
        }

        bool wholeLine = line == 0 || line == from || text[line - 1] is '\n' or '\r';
        if (wholeLine && SectionHeaders.TryGetKind(text.AsSpan(line, colon - line), out kind))
        {
            return line;
        }

        // Within a line: the run of capitals before the colon, also when a word of the sentence before it is capital too.
        int capitals = colon;
        while (capitals > line && !char.IsLower(text[capitals - 1]) && text[capitals - 1] is not ('.' or ':' or ';'))
        {
            capitals--;
        }

        for (int at = capitals; at < colon; at++)
        {
            bool begins = char.IsUpper(text[at]) && (at == 0 || !char.IsLetterOrDigit(text[at - 1]));
            if (begins && SectionHeaders.TryGetKind(text.AsSpan(at, colon - at), out kind))
            {
                return at;
            }
        }

        kind = SectionKind.Body;
        return -1;
    }
}
