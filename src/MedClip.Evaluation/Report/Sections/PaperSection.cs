using System.Globalization;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>The sections of reproduction: tables and curves with the paper's own numbers beside the measured ones.</summary>
internal static class PaperSection
{
    public static void Tables(StringBuilder page, IReadOnlyList<PaperTable> tables)
    {
        foreach (PaperTable table in tables)
        {
            page.Append($"<section><h2>{Html.Escape(table.Title)}</h2>");
            page.Append(Html.Table(
                $"{table.Note} In brackets: {table.Source} of the MedCLIP paper (arXiv:2210.10163).", ["", .. table.Columns],
                table.Rows.Select(row => Html.Row(row.Name, [.. row.Cells.Select(Cell)]))));
            page.Append("</section>");
        }
    }

    public static void Curves(StringBuilder page, IReadOnlyList<PaperCurve> curves)
    {
        foreach (PaperCurve curve in curves)
        {
            page.Append($"<section><h2>{Html.Escape(curve.Title)}</h2><p>{Html.Escape(curve.Source)} of the MedCLIP paper (arXiv:2210.10163).</p><div class=\"pair\"><figure>");
            page.Append(new LineChart(curve.Title, curve.Along, curve.Up, curve.Lines).ToSvg()).Append("</figure></div>");
            page.Append(Html.Table(
                "The points of the lines.", ["Line", curve.Along, curve.Up],
                curve.Lines.SelectMany(line => line.Points.Select(point => Html.Row(line.Name, Number(point.X), Number(point.Y))))));
            page.Append("</section>");
        }
    }

    private static string Cell(PaperCell cell)
    {
        string measured = cell.Measured.Count switch
        {
            0 => "–",
            1 => Number(cell.Measured[0]),
            _ => $"{Number(new RepeatedRuns(cell.Measured).Mean)} ± {Html.Number(new RepeatedRuns(cell.Measured).StandardDeviation)}",
        };
        return cell.Paper is { } paper ? $"{measured} ({Number(paper)}{(cell.PaperDeviation is { } deviation ? $" ± {deviation}" : "")})" : measured;
    }

    // Counts stand beside shares.
    private static string Number(double value) => value >= 2 && value == Math.Floor(value)
        ? value.ToString("#,0", CultureInfo.InvariantCulture)
        : value >= 100 ? value.ToString("#,0.0", CultureInfo.InvariantCulture) : Html.Number(value);
}
