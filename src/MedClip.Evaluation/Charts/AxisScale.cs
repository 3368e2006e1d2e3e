using System.Globalization;

namespace MedClip.Evaluation;

/// <summary>A linear axis: a range, round ticks inside it, and how a tick is written.</summary>
/// <param name="Low">The value at the start.</param>
/// <param name="High">The value at the end, above <paramref name="Low"/>.</param>
/// <param name="Step">The distance of ticks.</param>
public sealed record AxisScale(double Low, double High, double Step)
{
    /// <summary>From 0 to 1 with ticks at the fifths: rates and probabilities.</summary>
    public static AxisScale Unit { get; } = new(0, 1, 0.2);

    /// <summary>The ticks, rising.</summary>
    public IEnumerable<double> Ticks
    {
        get
        {
            // Counted in whole steps so that rounding does not add up along the axis.
            long first = (long)Math.Ceiling((Low / Step) - 1e-9), last = (long)Math.Floor((High / Step) + 1e-9);
            for (long i = first; i <= last; i++)
            {
                yield return i * Step;
            }
        }
    }

    /// <summary>A scale of round ticks (1, 2 or 5 times a power of ten) around numbers; numbers that are not finite are passed over.</summary>
    /// <param name="values">The numbers to show.</param>
    /// <param name="ticks">About how many ticks.</param>
    public static AxisScale Around(IEnumerable<double> values, int ticks = 5)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return Unit;
        }

        (double low, double high) = (finite.Min(), finite.Max());
        if (high - low <= 1e-12 * Math.Max(1, Math.Abs(high)))
        {
            double pad = Math.Max(Math.Abs(high), 1) / 2;
            (low, high) = (low - pad, high + pad);
        }

        double rough = (high - low) / Math.Max(1, ticks);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return new AxisScale(Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step, step);
    }

    /// <summary>Where a value lies: 0 at <see cref="Low"/>, 1 at <see cref="High"/>.</summary>
    /// <param name="value">Any number.</param>
    public double Place(double value) => (value - Low) / (High - Low);

    /// <summary>A tick as text, with as many decimals as the step needs.</summary>
    /// <param name="tick">A tick.</param>
    public string Label(double tick)
    {
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(Step) - 1e-9), 0, 9);
        string text = (Math.Abs(tick) < Step / 1e6 ? 0 : tick).ToString($"F{decimals}", CultureInfo.InvariantCulture);
        return Step >= 1000 && tick != 0 ? $"{(tick / 1000).ToString("0.#", CultureInfo.InvariantCulture)}k" : text;
    }
}
