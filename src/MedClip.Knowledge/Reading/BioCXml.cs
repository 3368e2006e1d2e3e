using System.Globalization;
using System.Text;
using System.Xml;

namespace MedClip.Knowledge;

/// <summary>
/// BioC XML (https://bioc.sourceforge.net): <c>collection/document/passage(offset, text)/annotation(infon, location, text)</c>. Passages are joined by
/// empty lines; a passage whose infon names a section is that section, in others the headers tell. Annotations with a CUI become concepts.
/// </summary>
internal static class BioCXml
{
    private static readonly string[] SectionInfons = ["section", "section_type", "title", "type"];

    private sealed record Annotation(string Id, string? Cui, string? Name, string? SemanticType, Presence? Presence, List<(int Offset, int Length)> Locations, string Text, int Line);

    private sealed class Passage
    {
        public int Offset { get; set; }

        public StringBuilder Text { get; } = new();

        public Dictionary<string, string> Infons { get; } = new(StringComparer.OrdinalIgnoreCase);

        public List<Annotation> Annotations { get; } = [];
    }

    public static IEnumerable<ReportDocument> Read(Stream stream, string source, int maximumLength)
    {
        using XmlReader reader = SafeXml.Create(stream, maximumLength);
        reader.MoveToContent();
        if (reader.NodeType != XmlNodeType.Element || reader.Name != "collection")
        {
            throw InvalidInputException.At(source, null, $"the root of the XML is '{reader.Name}'; BioC's is 'collection'.");
        }

        int number = 0;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Name == "document")
            {
                yield return ReadDocument(reader, source, ++number, maximumLength);
            }
        }
    }

    private static ReportDocument ReadDocument(XmlReader reader, string source, int number, int maximumLength)
    {
        string id = "";
        int line = SafeXml.Line(reader);
        var passages = new List<Passage>();
        ForEachChild(reader, name =>
        {
            switch (name)
            {
                case "id":
                    id = SafeXml.ReadText(reader, maximumLength).Trim();
                    break;
                case "passage":
                    passages.Add(ReadPassage(reader, source, maximumLength));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });
        id = id.Length > 0 ? id : number.ToString(CultureInfo.InvariantCulture);
        return new ReportDocument(id, Join(passages, source, id), $"{source}, line {line}");
    }

    private static Passage ReadPassage(XmlReader reader, string source, int maximumLength)
    {
        var passage = new Passage();
        ReadChildren(isSentence: false);
        return passage;

        void ReadChildren(bool isSentence) => ForEachChild(reader, name =>
        {
            switch (name)
            {
                case "offset" when !isSentence:
                    passage.Offset = ReadNumber(reader, source, "offset");
                    break;
                case "text" when isSentence && passage.Text.Length > 0:
                    passage.Text.Append(' ').Append(SafeXml.ReadText(reader, maximumLength));
                    break;
                case "text":
                    passage.Text.Append(SafeXml.ReadText(reader, maximumLength));
                    break;
                case "infon":
                    string key = reader.GetAttribute("key") ?? "";
                    passage.Infons[key] = SafeXml.ReadText(reader, maximumLength).Trim();
                    break;
                case "annotation":
                    passage.Annotations.Add(ReadAnnotation(reader, source, maximumLength));
                    break;
                case "sentence" when !isSentence:
                    ReadChildren(isSentence: true);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });
    }

    private static Annotation ReadAnnotation(XmlReader reader, string source, int maximumLength)
    {
        string id = reader.GetAttribute("id") ?? "";
        int line = SafeXml.Line(reader);
        var infons = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var locations = new List<(int, int)>();
        string text = "";
        ForEachChild(reader, name =>
        {
            switch (name)
            {
                case "infon":
                    string key = reader.GetAttribute("key") ?? "";
                    infons[key] = SafeXml.ReadText(reader, maximumLength).Trim();
                    break;
                case "location":
                    locations.Add((Attribute(reader, source, "offset"), Attribute(reader, source, "length")));
                    reader.Skip();
                    break;
                case "text":
                    text = SafeXml.ReadText(reader, maximumLength);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        });
        Presence? presence = IsTrue(infons, "negation") ? Presence.Absent : IsTrue(infons, "uncertainty") ? Presence.Possible : null;
        string? cui = infons.GetValueOrDefault("CUI") is { } value && Cui.IsWellFormed(value) ? value : null;
        return new Annotation(id, cui, infons.GetValueOrDefault("term"), infons.GetValueOrDefault("semtype"), presence, locations, text, line);
    }

    private static ReportText Join(List<Passage> passages, string source, string document)
    {
        var text = new StringBuilder();
        var sections = new List<ReportSection>();
        var concepts = new List<ConceptAnnotation>();
        foreach (Passage passage in passages)
        {
            string own = passage.Text.ToString();
            if (own.Length == 0)
            {
                continue;
            }

            text.Append(text.Length > 0 ? "\n\n" : "");
            int start = text.Length;
            text.Append(own);
            AddSections(passage, own, start, sections);
            foreach (Annotation annotation in passage.Annotations)
            {
                if (annotation.Cui is { } cui)
                {
                    TextSpan span = Place(annotation, own, passage.Offset, source, document);
                    concepts.Add(new ConceptAnnotation(cui, new TextSpan(start + span.Start, span.Length), annotation.Name ?? annotation.Text)
                    {
                        SemanticTypes = annotation.SemanticType is { Length: > 0 } type ? [type] : [],
                        Presence = annotation.Presence,
                    });
                }
            }
        }

        return new ReportText(text.ToString(), sections) { Concepts = concepts };
    }

    private static void AddSections(Passage passage, string own, int start, List<ReportSection> sections)
    {
        foreach (string key in SectionInfons)
        {
            if (passage.Infons.TryGetValue(key, out string? header) && SectionHeaders.TryGetKind(header, out SectionKind kind))
            {
                sections.Add(new ReportSection(kind, header, new TextSpan(start, own.Length)));
                return;
            }
        }

        foreach (ReportSection section in SectionReader.Read(own))
        {
            sections.Add(section with { Span = new TextSpan(start + section.Span.Start, section.Span.Length) });
        }
    }

    /// <summary>Where an annotation stands in its passage; offsets count Unicode characters from the start of the document.</summary>
    private static TextSpan Place(Annotation annotation, string passage, int offset, string source, string document)
    {
        if (annotation.Locations.Count > 0)
        {
            int from = annotation.Locations.Min(location => location.Offset) - offset;
            long to = annotation.Locations.Max(location => (long)location.Offset + location.Length) - offset;
            if (from >= 0 && to > from && to <= passage.Length)
            {
                TextSpan span = TextSpan.Between(CodePoints.IndexOf(passage, from), CodePoints.IndexOf(passage, (int)to));
                if (annotation.Text.Length == 0 || annotation.Locations.Count > 1 || SameWords.Are(passage.AsSpan(span.Start, span.Length), annotation.Text))
                {
                    return span;
                }
            }
        }

        throw InvalidInputException.At(
            source, $"line {annotation.Line}", $"the annotation '{annotation.Id}' of document '{document}' says \"{annotation.Text}\", which does not stand at its location in the passage.");
    }

    private static void ForEachChild(XmlReader reader, Action<string> child)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        int depth = reader.Depth;
        reader.Read();
        while (!reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                child(reader.Name);
            }
            else
            {
                reader.Read();
            }
        }
    }

    private static int ReadNumber(XmlReader reader, string source, string name)
    {
        int line = SafeXml.Line(reader);
        return Number(SafeXml.ReadText(reader, 64), source, line, name);
    }

    private static int Attribute(XmlReader reader, string source, string name) => Number(reader.GetAttribute(name) ?? "", source, SafeXml.Line(reader), name);

    private static int Number(string text, string source, int line, string name) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw InvalidInputException.At(source, $"line {line}", $"the {name} '{text.Trim()}' is not a whole number.");

    private static bool IsTrue(Dictionary<string, string> infons, string key) =>
        infons.TryGetValue(key, out string? value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);
}
