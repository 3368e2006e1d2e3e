using System.Globalization;
using System.Net;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>Text and numbers as they stand in the page.</summary>
internal static class Html
{
    /// <summary>Text with markup characters and control characters made harmless.</summary>
    public static string Escape(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            clean.Append(char.IsControl(c) && c is not ('\n' or '\t') ? ' ' : c);
        }

        return WebUtility.HtmlEncode(clean.ToString());
    }

    /// <summary>Three decimals; a dash where the number is not defined.</summary>
    public static string Number(double? value) =>
        value is { } number && double.IsFinite(number) ? number.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    /// <summary>An interval, or nothing where it is not defined.</summary>
    public static string Range(Interval? interval) =>
        interval is { } range && double.IsFinite(range.Low) ? $"{Number(range.Low)}–{Number(range.High)}" : "–";

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A table row; the first cell is its header.</summary>
    public static string Row(string header, params ReadOnlySpan<string> cells)
    {
        var row = new StringBuilder($"<tr><th scope=\"row\">{Escape(header)}</th>");
        foreach (string cell in cells)
        {
            row.Append($"<td>{Escape(cell)}</td>");
        }

        return row.Append("</tr>").ToString();
    }

    /// <summary>A table that scrolls sideways on narrow screens.</summary>
    public static string Table(string caption, IEnumerable<string> headers, IEnumerable<string> rows) =>
        $"<div class=\"scroll\" tabindex=\"0\"><table><caption>{Escape(caption)}</caption><thead><tr>"
        + $"{string.Concat(headers.Select(h => $"<th scope=\"col\">{Escape(h)}</th>"))}</tr></thead><tbody>{string.Concat(rows)}</tbody></table></div>";
}
