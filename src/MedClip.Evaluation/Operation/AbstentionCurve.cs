namespace MedClip.Evaluation;

/// <summary>
/// How much better decisions get when the least confident are left to a human: risk against coverage (El-Yaniv and Wiener 2010, https://jmlr.org/papers/v11/el-yaniv10a.html).
/// </summary>
/// <param name="Coverage">Shares of the cases decided, rising to 1.</param>
/// <param name="Risk">The share of wrong decisions among them.</param>
public sealed record AbstentionCurve(IReadOnlyList<double> Coverage, IReadOnlyList<double> Risk)
{
    /// <summary>The mean risk over all coverages; lower is better.</summary>
    public double Area => Risk.Average();

    /// <summary>Orders decisions by confidence.</summary>
    /// <param name="correct">N outcomes.</param>
    /// <param name="confidences">N finite confidences; higher = surer. Equal ones are decided together.</param>
    public static AbstentionCurve Of(ReadOnlySpan<bool> correct, ReadOnlySpan<double> confidences)
    {
        ScoreChecks.Same(correct, confidences, []);
        double[] keys = confidences.ToArray();
        bool[] outcomes = correct.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length).OrderByDescending(i => keys[i])];
        List<double> coverage = [], risk = [];
        int wrong = 0;
        for (int n = 0; n < order.Length; n++)
        {
            wrong += outcomes[order[n]] ? 0 : 1;
            if (n + 1 == order.Length || keys[order[n + 1]] != keys[order[n]])
            {
                coverage.Add((n + 1.0) / order.Length);
                risk.Add(wrong / (n + 1.0));
            }
        }

        return new AbstentionCurve(coverage, risk);
    }

    /// <summary>The least confident cases that must be left out so that the risk is at most a bound.</summary>
    /// <param name="risk">The bound, in [0, 1].</param>
    /// <returns>The largest coverage at that risk; 0 when there is none.</returns>
    public double CoverageAtRisk(double risk)
    {
        for (int i = Risk.Count - 1; i >= 0; i--)
        {
            if (Risk[i] <= risk)
            {
                return Coverage[i];
            }
        }

        return 0;
    }
}
