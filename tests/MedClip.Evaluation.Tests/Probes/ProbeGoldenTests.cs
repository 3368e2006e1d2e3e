using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class ProbeGoldenTests
{
    private const int Train = 200;
    private const double Parameters = 1e-6, Coefficients = 1e-5;

    [SkippableFact]
    public void Inputs_agree()
    {
        JsonElement checks = Golden.Load("metrics/probe.json").GetProperty("checks");
        (Points points, int[] labels) = Inputs();
        points[0][..8].ToArray().ShouldAgree(checks.Numbers("x_row_0_first_8"), "first row");
        labels[..20].ShouldBe(checks.Integers("labels_first_20"));
    }

    [SkippableFact]
    public void Logistic_regression_agrees()
    {
        (Points points, int[] labels) = Inputs();
        Points train = points.At([.. Enumerable.Range(0, Train)]);
        foreach (JsonProperty one in Golden.Load("metrics/probe.json").GetProperty("logistic").EnumerateObject())
        {
            bool binary = one.Name.StartsWith("binary", StringComparison.Ordinal), balanced = one.Name.Contains("balanced");
            double c = double.Parse(one.Name.Split("C=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            // Label 0 against the rest: label 0 is the positive class.
            int[] classes = binary ? [.. labels.Select(l => l == 0 ? 1 : 0)] : labels;
            LogisticRegression model = LogisticRegression.Fit(
                train, classes.AsSpan(0, Train), binary ? 2 : 5, new LogisticRegressionOptions { C = c, Balanced = balanced });
            JsonElement e = one.Value;
            model.Intercepts.ToArray().ShouldAgree(e.Numbers("intercept"), $"{one.Name} intercepts", Parameters);
            Enumerable.Range(Train, 10).SelectMany(i => model.Probabilities(points[i])).ToArray()
                .ShouldAgree(e.Numbers("probabilities_first_10_test"), $"{one.Name} probabilities", Parameters);
            if (e.TryGetProperty("objective", out JsonElement objective))
            {
                model.Objective.ShouldAgree(objective.Number(), $"{one.Name} objective", Parameters);
                Math.Sqrt(model.Coefficients.ToArray().Sum(w => w * w)).ShouldAgree(e.Number("coefficient_norm"), $"{one.Name} norm", Coefficients);
                Enumerable.Range(Train, points.Count - Train).Select(i => model.Predict(points[i])).ToArray().ShouldBe(e.Integers("predicted_test"));
            }

            if (e.TryGetProperty("coefficients", out JsonElement coefficients))
            {
                model.Coefficients.ToArray().ShouldAgree(coefficients.Numbers(), $"{one.Name} coefficients", Coefficients);
            }
        }
    }

    [SkippableFact]
    public void Nearest_neighbours_agree()
    {
        (Points points, int[] labels) = Inputs();
        Points unit = points.Normalized();
        var model = new NearestNeighbors(unit.At([.. Enumerable.Range(0, Train)]), labels.AsSpan(0, Train), 5);
        foreach (JsonProperty one in Golden.Load("metrics/probe.json").GetProperty("knn_on_unit_vectors").EnumerateObject())
        {
            JsonElement e = one.Value;
            if (e.TryGetProperty("train_x", out _))
            {
                new NearestNeighbors(new Points(e.Numbers("train_x"), 1), e.Integers("train_y"), 3)
                    .Predict([e.Number("query")], e.GetProperty("k").GetInt32()).ShouldBe(e.GetProperty("predicted").GetInt32());
                continue;
            }

            int k = int.Parse(one.Name.Split('=')[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            bool byDistance = one.Name.EndsWith("distance", StringComparison.Ordinal);
            Enumerable.Range(Train, 10).SelectMany(i => model.Votes(unit[i], k, byDistance)).ToArray()
                .ShouldAgree(e.Numbers("probabilities_first_10_test"), one.Name);
            Enumerable.Range(Train, points.Count - Train).Select(i => model.Predict(unit[i], k, byDistance)).ToArray().ShouldBe(e.Integers("predicted_test"));
        }
    }

    private static (Points Points, int[] Labels) Inputs() =>
        FormulaInput.Clusters(Golden.Load("metrics/probe.json").GetProperty("inputs"), 0.25, 1.0 / 16);
}
