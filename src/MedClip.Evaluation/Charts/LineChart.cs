using System.Globalization;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>A line chart as inline SVG: axes with ticks and labels, an accessible title and description, colours by class names.</summary>
/// <param name="Title">What the chart shows; written above it and read by screen readers.</param>
/// <param name="XLabel">What lies along.</param>
/// <param name="YLabel">What lies up.</param>
/// <param name="Series">The lines; the first one is drawn last, on top.</param>
public sealed record LineChart(string Title, string XLabel, string YLabel, IReadOnlyList<LineSeries> Series)
{
    private const double Left = 46, Right = 18, Top = 26, Bottom = 38;

    /// <summary>The width in CSS pixels; the drawing scales down with the page.</summary>
    public double Width { get; init; } = 460;

    /// <summary>The height in CSS pixels.</summary>
    public double Height { get; init; } = 260;

    /// <summary>The axis along; null: around the data.</summary>
    public AxisScale? X { get; init; }

    /// <summary>The axis up; null: around the data.</summary>
    public AxisScale? Y { get; init; }

    /// <summary>The chart as an <c>svg</c> element. All text is escaped.</summary>
    public string ToSvg()
    {
        AxisScale x = X ?? AxisScale.Around(Series.SelectMany(s => s.Points).Select(p => p.X));
        AxisScale y = Y ?? AxisScale.Around(Series.SelectMany(s => s.Points).Select(p => p.Y));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" style=\"max-width:{Width}px\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Html.Escape(Title)}</title><desc>{Html.Escape(Description)}</desc>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"chart-title\" x=\"6\" y=\"15\">{Html.Escape(Title)}</text>");
        DrawAxes(svg, x, y);
        foreach (LineSeries series in Series.Reverse())
        {
            DrawLine(svg, series, x, y);
        }

        return svg.Append("</svg>").ToString();
    }

    private string Description => $"{YLabel} against {XLabel}: {string.Join(", ", Series.Select(s => $"{s.Name} ({s.Points.Count} points)"))}.";

    private double PixelX(AxisScale x, double value) => Left + (x.Place(value) * (Width - Left - Right));

    private double PixelY(AxisScale y, double value) => Height - Bottom - (y.Place(value) * (Height - Top - Bottom));

    private void DrawAxes(StringBuilder svg, AxisScale x, AxisScale y)
    {
        double bottom = Height - Bottom, right = Width - Right;
        foreach (double tick in x.Ticks)
        {
            double at = PixelX(x, tick);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{at:0.##}\" x2=\"{at:0.##}\" y1=\"{Top}\" y2=\"{bottom}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" text-anchor=\"middle\" x=\"{at:0.##}\" y=\"{bottom + 14}\">{x.Label(tick)}</text>");
        }

        foreach (double tick in y.Ticks)
        {
            double at = PixelY(y, tick);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{right}\" y1=\"{at:0.##}\" y2=\"{at:0.##}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" text-anchor=\"end\" x=\"{Left - 5}\" y=\"{at + 3.5:0.##}\">{y.Label(tick)}</text>");
        }

        double middle = (Top + bottom) / 2;
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M{Left} {Top}V{bottom}H{right}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" text-anchor=\"middle\" x=\"{(Left + right) / 2:0.##}\" y=\"{Height - 6}\">{Html.Escape(XLabel)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" text-anchor=\"middle\" transform=\"translate(11 {middle:0.##}) rotate(-90)\">{Html.Escape(YLabel)}</text>");
    }

    private void DrawLine(StringBuilder svg, LineSeries series, AxisScale x, AxisScale y)
    {
        var path = new StringBuilder();
        bool drawing = false;
        foreach (ChartPoint point in series.Points)
        {
            if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
            {
                drawing = false;
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(drawing ? 'L' : 'M')}{PixelX(x, point.X):0.##} {PixelY(y, point.Y):0.##}");
            drawing = true;
        }

        string kind = series.Kind switch { LineKind.Main => "line-main", LineKind.Second => "line-second", _ => "line-reference" };
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line {kind}\" d=\"{path}\"/>");
        // A single point has no line to be seen.
        if (series.Points is [{ } only] && double.IsFinite(only.X) && double.IsFinite(only.Y))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot {kind}\" r=\"3\" cx=\"{PixelX(x, only.X):0.##}\" cy=\"{PixelY(y, only.Y):0.##}\"/>");
        }
    }
}
