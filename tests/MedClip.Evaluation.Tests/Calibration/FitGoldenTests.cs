using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class FitGoldenTests
{
    private const double Fitted = 1e-6, Curve = 1e-9;

    [SkippableFact]
    public void Temperatures_agree()
    {
        JsonElement root = Golden.Load("metrics/calibration.json"), t = root.GetProperty("temperature");
        (double[] z, bool[] labels) = Binary(root);
        TemperatureFit.Binary(z, labels).Temperature.ShouldAgree(t.GetProperty("binary").Number("temperature"), "binary", Fitted);
        JsonElement multi = root.GetProperty("multiclass");
        double actual = TemperatureFit.MultiClass(multi.Numbers("logits"), multi.Integers("labels"), multi.Columns("logits"));
        actual.ShouldAgree(t.GetProperty("multiclass").Number("temperature"), "multi-class", Fitted);
        (1 / actual).ShouldAgree(t.GetProperty("sklearn_multiclass").Number("inverse_temperature"), "scikit-learn's", Fitted);
    }

    [SkippableFact]
    public void Platt_agrees_with_and_without_its_targets()
    {
        JsonElement root = Golden.Load("metrics/calibration.json"), p = root.GetProperty("platt");
        (double[] z, bool[] labels) = Binary(root);
        PlattMap smooth = PlattFit.Fit(z, labels), plain = PlattFit.Fit(z, labels, smoothTargets: false);
        smooth.A.ShouldAgree(p.Number("a"), "a", Fitted);
        smooth.B.ShouldAgree(p.Number("b"), "b", Fitted);
        z.Take(10).Select(smooth.Apply).ToArray().ShouldAgree(p.Numbers("probabilities_first_10"), "probabilities", Fitted);
        plain.A.ShouldAgree(p.GetProperty("without_platt_targets").Number("a"), "plain a", Fitted);
        plain.B.ShouldAgree(p.GetProperty("without_platt_targets").Number("b"), "plain b", Fitted);
    }

    [SkippableFact]
    public void Isotonic_curves_agree()
    {
        JsonElement root = Golden.Load("metrics/calibration.json"), e = root.GetProperty("isotonic");
        (double[] z, bool[] labels) = Binary(root);
        double[] query = e.Numbers("query");
        Check(IsotonicFit.Fit(z, labels), e, "plain", knots: true);
        Check(IsotonicFit.Fit([.. z.Select(v => Math.Round(v, MidpointRounding.ToEven))], labels), e.GetProperty("tied_x"), "tied", knots: true);
        JsonElement weighted = e.GetProperty("weighted");
        Check(IsotonicFit.Fit(z, labels, weighted.Numbers("weights")), weighted, "weighted", knots: false);
        void Check(IsotonicMap map, JsonElement expected, string name, bool knots)
        {
            query.Select(map.Apply).ToArray().ShouldAgree(expected.Numbers("value"), name, Curve);
            if (knots)
            {
                map.Scores.ShouldAgree(expected.Numbers("knots_x"), $"{name} x", Curve);
                map.Probabilities.ShouldAgree(expected.Numbers("knots_y"), $"{name} y", Curve);
            }
        }
    }

    [SkippableFact]
    public void Uncertainty_scores_agree()
    {
        JsonElement root = Golden.Load("metrics/calibration.json"), e = root.GetProperty("scores_for_ood"), multi = root.GetProperty("multiclass");
        double[][] rows = [.. multi.Numbers("logits").Chunk(multi.Columns("logits"))];
        rows.Select(r => UncertaintyScores.Energy(r)).ToArray().ShouldAgree(e.Numbers("energy"), "energy");
        rows.Select(r => UncertaintyScores.HighestProbability(r)).ToArray().ShouldAgree(e.Numbers("msp"), "highest probability");
        rows.Select(r => UncertaintyScores.Entropy(r)).ToArray().ShouldAgree(e.Numbers("entropy"), "entropy");
    }

    private static (double[] Logits, bool[] Labels) Binary(JsonElement root) =>
        (root.GetProperty("binary").Numbers("logits"), root.GetProperty("binary").Labels("labels"));
}
