namespace MedClip.Knowledge;

/// <summary>Chooses the sections of a report that are labelled.</summary>
internal static class SectionSelector
{
    public static void Select(string text, IReadOnlyList<ReportSection> sections, SectionChoice choice, List<ReportSection> chosen)
    {
        bool hasMain = false;
        for (int i = 0; i < sections.Count; i++) // not foreach: it would allocate for each report
        {
            hasMain |= sections[i].Kind is SectionKind.Findings or SectionKind.Impression;
        }

        if (choice == SectionChoice.Mimic)
        {
            SelectMimic(text, sections, chosen);
            return;
        }

        for (int i = 0; i < sections.Count; i++)
        {
            ReportSection section = sections[i];
            bool read = choice == SectionChoice.All
                || (hasMain ? section.Kind is SectionKind.Findings or SectionKind.Impression : section.Kind is SectionKind.Body or SectionKind.Other);
            if (read)
            {
                chosen.Add(section);
            }
        }

        // A report that is all under a header such as "CHEST:" is read rather than lost.
        for (int i = 0; i < sections.Count && chosen.Count == 0; i++)
        {
            if (sections[i].Kind == SectionKind.Technique)
            {
                chosen.Add(sections[i]);
            }
        }
    }

    /// <summary>
    /// The last impression, else the last findings, else the last paragraph (what follows the first empty line of the last section), else the last comparison, else the last text under no header: the
    /// order of https://github.com/MIT-LCP/mimic-cxr.
    /// </summary>
    private static void SelectMimic(string text, IReadOnlyList<ReportSection> sections, List<ReportSection> chosen)
    {
        ReportSection? section = Last(SectionKind.Impression) ?? Last(SectionKind.Findings) ?? LastParagraph(text, sections) ?? Last(SectionKind.Comparison) ?? Last(SectionKind.Body);
        if (section is { } one)
        {
            chosen.Add(one);
        }

        ReportSection? Last(SectionKind kind)
        {
            for (int i = sections.Count - 1; i >= 0; i--)
            {
                if (sections[i].Kind == kind)
                {
                    return sections[i];
                }
            }

            return null;
        }
    }

    private static ReportSection? LastParagraph(string text, IReadOnlyList<ReportSection> sections)
    {
        if (sections.Count == 0)
        {
            return null;
        }

        TextSpan span = sections[^1].Span;
        bool lineIsEmpty = false, anyText = false;
        for (int i = span.Start; i < span.End; i++)
        {
            if (text[i] == '\n' && lineIsEmpty && anyText)
            {
                return text.AsSpan(i, span.End - i).IsWhiteSpace() ? null : new ReportSection(SectionKind.Body, "", TextSpan.Between(i + 1, span.End));
            }

            bool space = char.IsWhiteSpace(text[i]);
            lineIsEmpty = text[i] == '\n' || (lineIsEmpty && space);
            anyText |= !space;
        }

        return null;
    }
}
