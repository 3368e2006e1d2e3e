using MathNet.Numerics.Distributions;

namespace MedClip.Evaluation;

/// <summary>
/// McNemar's test (1947, https://doi.org/10.1007/BF02295996): do two classifiers differ in how often they are right on the same cases? Only cases on which exactly one is right say anything.
/// </summary>
/// <param name="OnlyFirst">Cases that only the first got right.</param>
/// <param name="OnlySecond">Cases that only the second got right.</param>
public sealed record McNemar(int OnlyFirst, int OnlySecond)
{
    /// <summary>The exact two-sided probability (binomial with ½); 1 when the two never differ.</summary>
    public double ExactP => Discordant == 0 ? 1 : Math.Min(1, 2 * Binomial.CDF(0.5, Discordant, Math.Min(OnlyFirst, OnlySecond)));

    /// <summary>(b − c)² / (b + c); NaN when the two never differ.</summary>
    public double ChiSquare => Square(Math.Abs(OnlyFirst - OnlySecond)) / Discordant;

    /// <summary>The probability of so large a <see cref="ChiSquare"/> with one degree of freedom.</summary>
    public double ChiSquareP => Tail(ChiSquare);

    /// <summary>With Edwards' continuity correction: max(0, |b − c| − 1)² / (b + c).</summary>
    public double CorrectedChiSquare => Square(Math.Max(0, Math.Abs(OnlyFirst - OnlySecond) - 1)) / Discordant;

    /// <summary>The probability of so large a <see cref="CorrectedChiSquare"/>.</summary>
    public double CorrectedChiSquareP => Tail(CorrectedChiSquare);

    private int Discordant => OnlyFirst + OnlySecond;

    /// <summary>Counts the cases.</summary>
    /// <param name="firstCorrect">N outcomes of the first classifier.</param>
    /// <param name="secondCorrect">N outcomes of the second, for the same cases.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static McNemar Of(ReadOnlySpan<bool> firstCorrect, ReadOnlySpan<bool> secondCorrect)
    {
        if (firstCorrect.Length != secondCorrect.Length)
        {
            throw new ArgumentException($"{firstCorrect.Length} and {secondCorrect.Length} outcomes: both classifiers must judge the same cases.", nameof(secondCorrect));
        }

        int first = 0, second = 0;
        for (int i = 0; i < firstCorrect.Length; i++)
        {
            first += firstCorrect[i] && !secondCorrect[i] ? 1 : 0;
            second += secondCorrect[i] && !firstCorrect[i] ? 1 : 0;
        }

        return new McNemar(first, second);
    }

    private static double Square(double value) => value * value;

    private static double Tail(double chiSquare) => double.IsNaN(chiSquare) ? double.NaN : 2 * Normal.CDF(0, 1, -Math.Sqrt(chiSquare));
}
