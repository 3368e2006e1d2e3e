using System.Text;

namespace MedClip.Evaluation;

/// <summary>A chart as a file of its own: an SVG that carries its style, light and dark.</summary>
public static class SvgFile
{
    private const string Start = "<svg ";

    /// <summary>Writes a chart aside and renames it.</summary>
    /// <param name="path">Where the file is to stand.</param>
    /// <param name="chart">The <c>svg</c> element that a chart of this library gives.</param>
    /// <exception cref="ArgumentException">It is no <c>svg</c> element.</exception>
    public static void Write(string path, string chart)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(ToDocument(chart));
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>The document as text.</summary>
    /// <param name="chart">The <c>svg</c> element that a chart of this library gives.</param>
    public static string ToDocument(string chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (!chart.StartsWith(Start, StringComparison.Ordinal))
        {
            throw new ArgumentException("A chart begins with an svg element.", nameof(chart));
        }

        int inside = chart.IndexOf('>', StringComparison.Ordinal) + 1;
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" {chart[Start.Length..inside]}<style>{ReportStyle.Css.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}</style>{chart[inside..]}\n";
    }
}
