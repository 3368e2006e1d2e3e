using System.Globalization;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>A histogram as inline SVG: bars of equal width, an accessible title and description, a value on hovering.</summary>
/// <param name="Title">What the chart shows.</param>
/// <param name="XLabel">What lies along.</param>
/// <param name="YLabel">What lies up.</param>
/// <param name="Counts">One bar each, from <see cref="X"/>'s low end to its high end.</param>
public sealed record BarChart(string Title, string XLabel, string YLabel, IReadOnlyList<int> Counts)
{
    private const double Left = 40, Right = 12, Top = 26, Bottom = 36;

    /// <summary>The width in CSS pixels.</summary>
    public double Width { get; init; } = 460;

    /// <summary>The height in CSS pixels.</summary>
    public double Height { get; init; } = 260;

    /// <summary>The axis along.</summary>
    public required AxisScale X { get; init; }

    /// <summary>The chart as an <c>svg</c> element. All text is escaped.</summary>
    public string ToSvg()
    {
        AxisScale y = AxisScale.Around([0, Math.Max(1, Counts.DefaultIfEmpty(0).Max())], 4);
        double bottom = Height - Bottom, plot = Width - Left - Right;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" style=\"max-width:{Width}px\">");
        svg.Append($"<title>{Html.Escape(Title)}</title><desc>{Html.Escape($"{YLabel} by {XLabel}, {Counts.Count} bars.")}</desc>");
        svg.Append($"<text class=\"chart-title\" x=\"6\" y=\"15\">{Html.Escape(Title)}</text>");
        foreach (double tick in y.Ticks)
        {
            double at = Up(tick);
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{at:0.##}\" y2=\"{at:0.##}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" text-anchor=\"end\" x=\"{Left - 4}\" y=\"{at + 3.5:0.##}\">{y.Label(tick)}</text>");
        }

        double bar = plot / Math.Max(1, Counts.Count), step = (X.High - X.Low) / Math.Max(1, Counts.Count);
        for (int i = 0; i < Counts.Count; i++)
        {
            double top = Up(Counts[i]);
            string range = string.Create(CultureInfo.InvariantCulture, $"{X.Low + (i * step):0.##}…{X.Low + ((i + 1) * step):0.##}: {Counts[i]}");
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{Left + (i * bar):0.##}\" y=\"{top:0.##}\" width=\"{Math.Max(bar - 0.5, 0.5):0.##}\" height=\"{bottom - top:0.##}\"><title>{range}</title></rect>");
        }

        foreach (double tick in X.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" text-anchor=\"middle\" x=\"{Left + (X.Place(tick) * plot):0.##}\" y=\"{bottom + 13}\">{X.Label(tick)}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M{Left} {Top}V{bottom}H{Width - Right}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" text-anchor=\"middle\" x=\"{Left + (plot / 2):0.##}\" y=\"{Height - 6}\">{Html.Escape(XLabel)}</text>");
        return svg.Append("</svg>").ToString();
        double Up(double value) => bottom - (y.Place(value) * (bottom - Top));
    }
}
