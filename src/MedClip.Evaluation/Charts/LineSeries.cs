namespace MedClip.Evaluation;

/// <summary>A point of a chart, in the units of its axes.</summary>
/// <param name="X">Along.</param>
/// <param name="Y">Up.</param>
public readonly record struct ChartPoint(double X, double Y);

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it shows; part of the chart's description for screen readers.</param>
/// <param name="Points">Its points in order; those that are not finite break the line.</param>
/// <param name="Kind">How it is drawn.</param>
public sealed record LineSeries(string Name, IReadOnlyList<ChartPoint> Points, LineKind Kind = LineKind.Main);

/// <summary>How a line is drawn; the page's style sheet gives the colours for light and dark.</summary>
public enum LineKind
{
    /// <summary>The line that the chart is about.</summary>
    Main,

    /// <summary>A second line, in another colour and dashed.</summary>
    Second,

    /// <summary>A quiet line to compare with, e.g. chance.</summary>
    Reference,
}
