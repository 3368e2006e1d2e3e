namespace MedClip.Knowledge;

/// <summary>How values are spelled in files: in lower case.</summary>
internal static class Names
{
    public static string Of(SectionKind kind) => kind switch
    {
        SectionKind.Findings => "findings",
        SectionKind.Impression => "impression",
        SectionKind.Indication => "indication",
        SectionKind.History => "history",
        SectionKind.Comparison => "comparison",
        SectionKind.Technique => "technique",
        SectionKind.Recommendation => "recommendation",
        SectionKind.Other => "other",
        _ => "body",
    };

    public static string Of(SectionChoice choice) => choice switch
    {
        SectionChoice.FindingsAndImpression => "findings+impression",
        SectionChoice.Mimic => "mimic",
        _ => "all",
    };

    public static string Of(Presence presence) => presence switch
    {
        Presence.Present => "present",
        Presence.Absent => "absent",
        _ => "possible",
    };

    public static string Of(Temporality temporality) => temporality switch
    {
        Temporality.Recent => "recent",
        Temporality.Historical => "historical",
        _ => "hypothetical",
    };

    public static string Of(Experiencer experiencer) => experiencer == Experiencer.Patient ? "patient" : "other";

    /// <summary>A text without what neither JSON nor XML can hold: lone surrogates and control characters become U+FFFD, one for one.</summary>
    public static string Printable(string text)
    {
        int first = FirstUnprintable(text, 0);
        if (first < 0)
        {
            return text;
        }

        char[] characters = text.ToCharArray();
        for (int i = first; i >= 0; i = FirstUnprintable(text, i + 1))
        {
            characters[i] = '\ufffd';
        }

        return new string(characters);
    }

    private static int FirstUnprintable(string text, int from)
    {
        for (int i = from; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if ((c < ' ' && c is not ('\t' or '\n' or '\r')) || char.IsSurrogate(c) || c is '\ufffe' or '\uffff')
            {
                return i;
            }
        }

        return -1;
    }
}
