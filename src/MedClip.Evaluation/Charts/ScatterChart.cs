using System.Globalization;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>An <see cref="EmbeddingPlot"/> as inline SVG: a dot for each film, coloured by class; hovering shows its name and picture, without a script.</summary>
/// <param name="Plot">What to draw.</param>
public sealed record ScatterChart(EmbeddingPlot Plot)
{
    private const double Side = 460, Margin = 26, Thumb = 96;

    // Told apart in light and dark, and by most who see few colours (Okabe and Ito 2008).
    private static readonly string[] Colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#999999", "#F0E442"];

    /// <summary>The classes and their colours as a list.</summary>
    /// <param name="plot">The plot.</param>
    public static string Key(EmbeddingPlot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        return $"<ul class=\"key\">{string.Concat(Classes(plot).Select((c, i) => $"<li><i style=\"{(IsRing(i) ? $"background:none;box-shadow:inset 0 0 0 2px {Colour(i)}" : $"background:{Colour(i)}")}\"></i>{Html.Escape(c)}</li>"))}</ul>";
    }

    /// <summary>The chart as an <c>svg</c> element. All text is escaped.</summary>
    public string ToSvg()
    {
        string[] classes = Classes(Plot);
        (double lowX, double highX) = Range(Plot.Points.Select(p => p.X));
        (double lowY, double highY) = Range(Plot.Points.Select(p => p.Y));
        double plot = Side - (2 * Margin);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"chart\" viewBox=\"0 0 {Side} {Side}\" role=\"img\" style=\"max-width:{Side}px\">");
        svg.Append($"<title>{Html.Escape(Plot.Title)}</title><desc>{Html.Escape($"{Plot.Points.Count} points in {classes.Length} classes; silhouette {Html.Number(Plot.Silhouette)}.")}</desc>");
        svg.Append($"<text class=\"chart-title\" x=\"6\" y=\"15\">{Html.Escape($"{Plot.Title} · silhouette {Html.Number(Plot.Silhouette)}")}</text>");
        foreach (EmbeddingPlotPoint point in Plot.Points)
        {
            double x = Margin + ((point.X - lowX) / (highX - lowX) * plot), y = Side - Margin - ((point.Y - lowY) / (highY - lowY) * plot);
            svg.Append($"<g class=\"item\"><title>{Html.Escape($"{point.Name}: {point.Class}")}</title>");
            svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"point\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"3.5\" {Mark(Array.IndexOf(classes, point.Class))}/>");
            if (point.Png is { } png)
            {
                double left = Math.Clamp(x + 8, 0, Side - Thumb), top = Math.Clamp(y - Thumb - 8, 20, Side - Thumb);
                svg.Append(CultureInfo.InvariantCulture, $"<image class=\"thumb\" x=\"{left:0.#}\" y=\"{top:0.#}\" width=\"{Thumb}\" height=\"{Thumb}\" href=\"data:image/png;base64,{Convert.ToBase64String(png)}\"/>");
            }

            svg.Append("</g>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string[] Classes(EmbeddingPlot plot) => [.. plot.Points.Select(p => p.Class).Distinct().Order(StringComparer.Ordinal)];

    // More classes than colours: the second time round a ring instead of a dot.
    private static bool IsRing(int index) => index / Colours.Length % 2 == 1;

    private static string Mark(int index) => IsRing(index) ? $"style=\"fill:none;stroke:{Colour(index)};stroke-width:1.6\"" : $"fill=\"{Colour(index)}\"";

    private static string Colour(int index) => Colours[index % Colours.Length];

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        double[] all = [.. values];
        (double low, double high) = (all.DefaultIfEmpty(0).Min(), all.DefaultIfEmpty(1).Max());
        return high > low ? (low, high) : (low - 0.5, high + 0.5);
    }
}
