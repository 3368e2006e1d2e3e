using System.Xml;

namespace MedClip.Knowledge;

/// <summary>Open-I's XML (https://openi.nlm.nih.gov): <c>uId</c>, <c>AbstractText Label="FINDINGS"</c>, <c>MeSH/major</c>.</summary>
internal static class OpenIXml
{
    public static IEnumerable<ReportDocument> Read(Stream stream, string source, int maximumLength)
    {
        using XmlReader reader = SafeXml.Create(stream, maximumLength);
        int count = 0;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Name == "eCitation")
            {
                count++;
                yield return ReadCitation(reader, source, maximumLength);
            }
        }

        if (count == 0)
        {
            throw InvalidInputException.At(source, null, "the XML holds no 'eCitation'; Open-I's reports are expected.");
        }
    }

    private static ReportDocument ReadCitation(XmlReader reader, string source, int maximumLength)
    {
        string? id = null;
        int line = SafeXml.Line(reader);
        var sections = new List<(string Name, string? Text)>();
        var codes = new List<string>();
        int depth = reader.Depth;
        bool empty = reader.IsEmptyElement;
        if (!empty)
        {
            reader.Read();
        }

        while (!empty && !reader.EOF && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            switch (reader.Name)
            {
                case "uId":
                    id = reader.GetAttribute("id");
                    reader.Read();
                    break;
                case "AbstractText":
                    string label = reader.GetAttribute("Label") ?? "";
                    sections.Add((label, SafeXml.ReadText(reader, maximumLength)));
                    break;
                case "major":
                    codes.Add(SafeXml.ReadText(reader, maximumLength).Trim());
                    break;
                default:
                    reader.Read();
                    break;
            }
        }

        id = string.IsNullOrWhiteSpace(id) ? Path.GetFileNameWithoutExtension(source) : id;
        return new ReportDocument(id, ReportText.OfColumns(sections), $"{source}, line {line}") { Codes = codes };
    }
}
