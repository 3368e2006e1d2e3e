namespace MedClip.Evaluation;

/// <summary>
/// Platt scaling: logistic regression of the labels on one score, by Newton steps with backtracking (Lin, Lin and Weng 2007, https://doi.org/10.1007/s10994-007-5018-6).
/// </summary>
public static class PlattFit
{
    private const int Steps = 200;

    /// <summary>Fits 1 / (1 + exp(a·score + b)).</summary>
    /// <param name="scores">N finite scores.</param>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <param name="smoothTargets">Whether the targets are Platt's (n₊+1)/(n₊+2) and 1/(n₋+2), which keep a finite when the scores separate the classes, rather than 1 and 0.</param>
    /// <exception cref="ArgumentException">The lengths differ, one class only is there, or (without smooth targets) the scores separate the classes.</exception>
    public static PlattMap Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, bool smoothTargets = true)
    {
        ScoreChecks.BothClasses(labels, scores);
        double positives = labels.Count(true), negatives = labels.Length - positives;
        double high = smoothTargets ? (positives + 1) / (positives + 2) : 1, low = smoothTargets ? 1 / (negatives + 2) : 0;
        double a = 0, b = Math.Log((negatives + 1) / (positives + 1)), loss = Loss(scores, labels, a, b, high, low);
        for (int step = 0; step < Steps; step++)
        {
            (double ga, double gb, double haa, double hab, double hbb) = Derivatives(scores, labels, a, b, high, low);
            if (Math.Max(Math.Abs(ga), Math.Abs(gb)) < 1e-11 * labels.Length)
            {
                return new PlattMap(a, b);
            }

            double determinant = (haa * hbb) - (hab * hab);
            double da = -((hbb * ga) - (hab * gb)) / determinant, db = -((haa * gb) - (hab * ga)) / determinant;
            double rate = 1, next;
            while ((next = Loss(scores, labels, a + (rate * da), b + (rate * db), high, low)) > loss && rate > 1e-10)
            {
                rate /= 2;
            }

            if (!(next < loss))
            {
                return double.IsFinite(a) ? new PlattMap(a, b) : throw NoFit(nameof(scores));
            }

            (a, b, loss) = (a + (rate * da), b + (rate * db), next);
        }

        throw NoFit(nameof(scores));
    }

    private static ArgumentException NoFit(string scores) =>
        new("The scores separate the classes, so that no finite slope is best; use smooth targets.", scores);

    private static double Loss(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double a, double b, double high, double low)
    {
        double loss = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double f = (a * scores[i]) + b, target = labels[i] ? high : low;
            loss += f >= 0 ? (target * f) + Math.Log(1 + Math.Exp(-f)) : ((target - 1) * f) + Math.Log(1 + Math.Exp(f));
        }

        return loss;
    }

    private static (double A, double B, double Aa, double Ab, double Bb) Derivatives(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, double a, double b, double high, double low)
    {
        double ga = 0, gb = 0, haa = 1e-12, hab = 0, hbb = 1e-12;
        for (int i = 0; i < scores.Length; i++)
        {
            double p = new PlattMap(a, b).Apply(scores[i]), curve = p * (1 - p), difference = (labels[i] ? high : low) - p;
            (ga, gb) = (ga + (scores[i] * difference), gb + difference);
            (haa, hab, hbb) = (haa + (scores[i] * scores[i] * curve), hab + (scores[i] * curve), hbb + curve);
        }

        return (ga, gb, haa, hab, hbb);
    }
}
