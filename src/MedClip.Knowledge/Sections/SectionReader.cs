namespace MedClip.Knowledge;

/// <summary>
/// Finds headers: a known name before a colon, at the start of a line in any case or within a line in capitals. A line of capitals that is a main header alone
/// needs no colon. Unknown names before a colon ("LUNGS:") stay part of their section. Text before the first header is body, or the title of the report.
/// </summary>
public static class SectionReader
{
    private const int ShortestBareHeader = 7, LongestBareHeader = 16;

    /// <summary>Cuts a report into sections.</summary>
    /// <param name="text">A report; may be empty.</param>
    /// <returns>The sections with some text in them, in order.</returns>
    public static IReadOnlyList<ReportSection> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int mark = text.AsSpan().IndexOfAny(':', '\n');
        var sections = new List<ReportSection>();
        (SectionKind kind, string header, int start) = (SectionKind.Body, "", 0);
        TryBareHeader(-1);
        for (; mark >= 0; mark = NextMark(mark + 1))
        {
            if (text[mark] == '\n')
            {
                TryBareHeader(mark);
            }
            else if (FindHeader(text, start, mark, out SectionKind next) is var from and >= 0 && !NamesFirstParagraph(next, from))
            {
                Open(next, from, mark, mark + 1);
            }
        }

        Close(text.Length);
        return sections.Count > 0 ? sections : [new ReportSection(SectionKind.Body, "", new TextSpan(0, text.Length))];

        int NextMark(int at) => text.AsSpan(at).IndexOfAny(':', '\n') is var offset and >= 0 ? at + offset : -1;

        void TryBareHeader(int lineBreak)
        {
            if (FindBareHeader(text, lineBreak + 1, out SectionKind next) is (var from, var end) && end > from)
            {
                Open(next, from, end, end);
            }
        }

        // "FINDINGS: CHEST: …": what could be a title is part of the findings when these would else be empty.
        bool NamesFirstParagraph(SectionKind next, int from) =>
            next == SectionKind.Technique && kind is SectionKind.Findings or SectionKind.Impression && text.AsSpan(start, from - start).IsWhiteSpace();

        void Open(SectionKind next, int from, int nameEnd, int contentStart)
        {
            Close(from);
            (kind, header, start) = (next, text[from..nameEnd].Trim(), contentStart);
        }

        void Close(int end)
        {
            if (!text.AsSpan(start, end - start).IsWhiteSpace())
            {
                sections.Add(new ReportSection(kind, header, TextSpan.Between(start, end)));
            }
        }
    }

    /// <summary>A line that is nothing but FINDINGS, IMPRESSION, INDICATION or COMPARISON (or an alias in one word), in capitals without a colon.</summary>
    private static (int From, int End) FindBareHeader(string text, int line, out SectionKind kind)
    {
        kind = SectionKind.Body;
        int from = line;
        while (from < text.Length && text[from] == ' ')
        {
            from++;
        }

        int end = from;
        while (end < text.Length && end - from < LongestBareHeader && char.IsAsciiLetterUpper(text[end]))
        {
            end++;
        }

        int rest = end;
        while (rest < text.Length && text[rest] is ' ' or '\r')
        {
            rest++;
        }

        bool alone = end - from >= ShortestBareHeader && (rest == text.Length || text[rest] == '\n');
        bool known = alone && SectionHeaders.TryGetKind(text.AsSpan(from, end - from), out kind)
            && kind is SectionKind.Findings or SectionKind.Impression or SectionKind.Indication or SectionKind.Comparison;
        return known ? (from, end) : (0, 0);
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
