using System.Xml;

namespace MedClip.Knowledge;

/// <summary>
/// Reads XML that comes from strangers: nothing is fetched; a document type may name its DTD (BioC's do) but is not read, so an entity that it
/// declares, from a bomb to a file of this machine, is unknown and refused where it is used.
/// </summary>
internal static class SafeXml
{
    public static XmlReader Create(Stream stream, int maximumLength) => XmlReader.Create(stream, new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
    });

    /// <summary>The text of the element that the reader stands on, bounded before it is put together; the reader ends behind the element.</summary>
    public static string ReadText(XmlReader reader, int maximumLength)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        int depth = reader.Depth;
        var text = new System.Text.StringBuilder();
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
            {
                text.Append(reader.Value);
            }

            if (text.Length > maximumLength)
            {
                throw new XmlException($"An element holds more than {maximumLength} characters.", null, Line(reader), 0);
            }
        }

        reader.Read();
        return text.ToString();
    }

    public static int Line(XmlReader reader) => reader is IXmlLineInfo info ? info.LineNumber : 0;
}
