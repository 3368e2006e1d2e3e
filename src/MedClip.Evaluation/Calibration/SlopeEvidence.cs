using MathNet.Numerics.Distributions;

namespace MedClip.Evaluation;

/// <summary>
/// How surely a score is related to a finding: Wald's test of the slope of a logistic regression, its variance clustered by patient, since a patient's films resemble each other and a
/// hundred films of five patients tell little more than five (Liang and Zeger 1986, https://doi.org/10.1093/biomet/73.1.13).
/// </summary>
/// <param name="ChiSquared">(slope / its standard error)², with one degree of freedom; ≥ 0.</param>
public readonly record struct SlopeEvidence(double ChiSquared)
{
    /// <summary>The probability of a slope that far from 0, or farther, when the score tells nothing; 0…1.</summary>
    public double PValue => 2 * Normal.CDF(0, 1, -Math.Sqrt(ChiSquared));

    /// <summary>Measures the evidence for a regression's slope.</summary>
    /// <param name="map">The regression that was fitted on these films without a penalty or with smooth targets.</param>
    /// <param name="scores">N finite scores.</param>
    /// <param name="labels">N labels; true = present; both must be there.</param>
    /// <param name="patients">N patient numbers; at least two patients.</param>
    /// <exception cref="ArgumentException">The lengths differ, or one class or one patient only is there.</exception>
    public static SlopeEvidence Of(PlattMap map, ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, ReadOnlySpan<int> patients)
    {
        ArgumentNullException.ThrowIfNull(map);
        ScoreChecks.BothClasses(labels, scores);
        ArgumentOutOfRangeException.ThrowIfNotEqual(patients.Length, labels.Length, nameof(patients));

        // With p the probabilities, c = p(1−p) and r = label − p: information I = Σ c·(s,1)(s,1)ᵀ, each patient's gradient u = Σ r·(s,1).
        double iss = 0, is1 = 0, i11 = 0;
        var gradients = new Dictionary<int, (double Slope, double Intercept)>();
        for (int i = 0; i < labels.Length; i++)
        {
            double score = scores[i], p = map.Apply(score), curve = p * (1 - p), rest = (labels[i] ? 1 : 0) - p;
            (iss, is1, i11) = (iss + (score * score * curve), is1 + (score * curve), i11 + curve);
            (double u, double v) = gradients.GetValueOrDefault(patients[i]);
            gradients[patients[i]] = (u + (score * rest), v + rest);
        }

        if (gradients.Count < 2)
        {
            throw new ArgumentException("Films of one patient only tell nothing about others.", nameof(patients));
        }

        // The slope's row of I⁻¹ (Σ u uᵀ) I⁻¹.
        double determinant = (iss * i11) - (is1 * is1), variance = 0;
        foreach ((double u, double v) in gradients.Values)
        {
            double share = ((i11 * u) - (is1 * v)) / determinant;
            variance += share * share;
        }

        variance *= gradients.Count / (gradients.Count - 1.0);
        return new SlopeEvidence(variance > 0 && double.IsFinite(variance) ? map.A * map.A / variance : 0);
    }
}
