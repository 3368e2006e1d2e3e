using System.Text;

namespace MedClip.Knowledge;

/// <summary>A report and its sections. All offsets that labelling returns refer to <see cref="Text"/>.</summary>
/// <param name="Text">The whole text.</param>
/// <param name="Sections">Its sections, in order, not overlapping.</param>
public sealed record ReportText(string Text, IReadOnlyList<ReportSection> Sections)
{
    /// <summary>What other tools have found in the text (MetaMap, BioC annotations); read by <see cref="AnnotationExtractor"/>. Empty by default.</summary>
    public IReadOnlyList<ConceptAnnotation> Concepts { get; init; } = [];

    /// <summary>Finds the sections of a plain report by their headers (MIMIC-CXR's aliases and typos included).</summary>
    /// <param name="text">A report as written. May be empty.</param>
    public static ReportText Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ReportText(text, SectionReader.Read(text));
    }

    /// <summary>A text without sections, read as a whole.</summary>
    /// <param name="text">A sentence or a paragraph.</param>
    public static ReportText OfBody(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ReportText(text, [new ReportSection(SectionKind.Body, "", new TextSpan(0, text.Length))]);
    }

    /// <summary>A report whose sections stand in columns of a table, as Open-I's do; the columns are joined by empty lines.</summary>
    /// <param name="columns">Each column's name (a section header such as "findings" or "impression") and text; null or blank ones are left out.</param>
    public static ReportText OfColumns(params IEnumerable<(string Name, string? Text)> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var text = new StringBuilder();
        var sections = new List<ReportSection>();
        foreach ((string name, string? content) in columns)
        {
            if (string.IsNullOrWhiteSpace(content))
            {
                continue;
            }

            text.Append(text.Length > 0 ? "\n\n" : "");
            SectionKind kind = SectionHeaders.TryGetKind(name, out SectionKind known) ? known : SectionKind.Body;
            sections.Add(new ReportSection(kind, name, new TextSpan(text.Length, content.Length)));
            text.Append(content);
        }

        return new ReportText(text.ToString(), sections);
    }
}
