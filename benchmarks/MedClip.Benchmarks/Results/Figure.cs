using System.Globalization;

namespace MedClip.Benchmarks.Results;

/// <summary>What a row's number is, and with it which way is better.</summary>
internal enum Figure
{
    /// <summary>The other's time ÷ ours: above 1, ours is the faster.</summary>
    Ratio,

    /// <summary>Ours ÷ the other: at most so much.</summary>
    Limit,

    /// <summary>Pieces of work a second; more is better.</summary>
    Rate,

    /// <summary>A part of what is possible, 0…1; more is better.</summary>
    Share,

    /// <summary>Seconds; fewer are better.</summary>
    Seconds,

    /// <summary>Milliseconds; fewer are better.</summary>
    Milliseconds,

    /// <summary>Bytes in millions; fewer are better.</summary>
    Megabytes,
}

internal static class Figures
{
    public static bool IsMet(this Figure figure, double value, double bound) =>
        figure is Figure.Ratio or Figure.Rate or Figure.Share ? value >= bound : value <= bound;

    public static string Text(this Figure figure, double value) => figure switch
    {
        Figure.Ratio => string.Create(CultureInfo.InvariantCulture, $"{value:0.00}×"),
        Figure.Limit => string.Create(CultureInfo.InvariantCulture, $"{value:0.00}"),
        Figure.Rate => string.Create(CultureInfo.InvariantCulture, $"{value:0}/s"),
        Figure.Share => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0} %"),
        Figure.Seconds => string.Create(CultureInfo.InvariantCulture, $"{value:0.000} s"),
        Figure.Milliseconds => string.Create(CultureInfo.InvariantCulture, $"{value:0.0000} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0} MB"),
    };
}
