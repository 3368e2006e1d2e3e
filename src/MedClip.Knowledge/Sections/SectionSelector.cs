namespace MedClip.Knowledge;

/// <summary>Chooses the sections of a report that are labelled.</summary>
internal static class SectionSelector
{
    private static readonly SectionKind[] MimicOrder = [SectionKind.Impression, SectionKind.Findings, SectionKind.Body, SectionKind.Comparison];

    public static void Select(IReadOnlyList<ReportSection> sections, SectionChoice choice, List<ReportSection> chosen)
    {
        bool hasMain = false;
        for (int i = 0; i < sections.Count; i++) // not foreach: it would allocate for each report
        {
            hasMain |= sections[i].Kind is SectionKind.Findings or SectionKind.Impression;
        }

        if (choice == SectionChoice.Mimic)
        {
            SelectMimic(sections, chosen);
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
    }

    private static void SelectMimic(IReadOnlyList<ReportSection> sections, List<ReportSection> chosen)
    {
        foreach (SectionKind kind in MimicOrder)
        {
            for (int i = sections.Count - 1; i >= 0; i--)
            {
                if (sections[i].Kind == kind)
                {
                    chosen.Add(sections[i]);
                    return;
                }
            }
        }
    }
}
