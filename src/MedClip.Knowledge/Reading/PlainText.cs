using System.Text;

namespace MedClip.Knowledge;

/// <summary>Reads a text as one report whose headers tell its sections.</summary>
internal static class PlainText
{
    public static ReportDocument Read(Stream stream, string source, int maximumLength)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var text = new StringBuilder();
        char[] buffer = new char[16384];
        for (int read; (read = reader.Read(buffer)) > 0;)
        {
            text.Append(buffer, 0, read);
            if (text.Length > maximumLength)
            {
                throw InvalidInputException.At(source, null, $"the report is longer than {maximumLength} characters.");
            }
        }

        string name = Path.GetFileName(source);
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        return new ReportDocument(Path.GetFileNameWithoutExtension(name), ReportText.Parse(text.ToString()), source);
    }
}
