using System.Globalization;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>The sections of use: probabilities, thresholds, abstention and subgroups.</summary>
internal static class OperationSection
{
    public static void Write(StringBuilder page, IReadOnlyList<FindingOperation> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        page.Append("<section><h2>Calibration</h2>");
        page.Append(Html.Table(
            "Platt maps fitted on other patients' films, measured on the test films. Slope 1 and ECE 0 are best; a Brier skill above 0 beats saying the prevalence.",
            ["Finding", "Fitted on", "Positive", "Slope", "Intercept", "ECE", "Brier", "Brier skill"],
            findings.Select(f => Html.Row(
                f.Finding.Name, Html.Count(f.FitFilms), Html.Count(f.FitPositives), Html.Number(f.Quality.Slope), Html.Number(f.Quality.Intercept),
                Html.Number(f.Quality.Bins.Ece), Html.Number(f.Quality.Brier), Html.Number(f.Quality.BrierSkill)))));
        page.Append("<div class=\"grid\">").Append(string.Concat(findings.Select(f => Reliability(f.Finding.Name, f.Quality.Bins)))).Append("</div></section>");

        page.Append("<section><h2>Operating points</h2>");
        page.Append(Html.Table(
            "Thresholds chosen on other patients' films; what they do on the test films, and predictive values at the prevalence of the fitting films.",
            ["Finding", "Rule", "Threshold", "Sensitivity", "95 % interval", "Specificity", "95 % interval", "PPV", "NPV"],
            findings.SelectMany(f => new[] { Point(f, "Youden", f.Youden), Point(f, "specificity 0.9", f.Specific) })));
        page.Append("<div class=\"grid\">").Append(string.Concat(findings.Select(Abstention))).Append("</div></section>");
    }

    public static void Subgroups(StringBuilder page, IReadOnlyList<SubgroupTable> tables)
    {
        foreach (SubgroupTable table in tables)
        {
            page.Append($"<section><h2>Subgroups by {Html.Escape(table.Attribute)}</h2>");
            page.Append(Html.Table(
                "p: the chance of so large a difference from all other films' AUC, were there none; not corrected for the number of rows.",
                ["Subgroup", "Finding", "Films", "Positive", "AUC", "95 % interval", "p"],
                table.Rows.Select(r => Html.Row(
                    r.Group, r.Result.Finding.Name, Html.Count(r.Result.Images), Html.Count(r.Result.Positives),
                    Html.Number(r.Result.Auc), Html.Range(r.Result.AucInterval), Html.Number(r.DifferenceP)))));
            page.Append("</section>");
        }
    }

    private static string Point(FindingOperation finding, string rule, OperatingPoint point) => Html.Row(
        finding.Finding.Name, rule, double.IsFinite(point.Threshold) ? point.Threshold.ToString("0.###", CultureInfo.InvariantCulture) : "–", Html.Number(point.Sensitivity), Html.Range(point.SensitivityInterval),
        Html.Number(point.Specificity), Html.Range(point.SpecificityInterval),
        Html.Number(point.PositivePredictiveValue(finding.Prevalence)), Html.Number(point.NegativePredictiveValue(finding.Prevalence)));

    /// <summary>A finding's reliability diagram.</summary>
    public static string Reliability(string finding, CalibrationBins bins)
    {
        ChartPoint[] points = [.. bins.MeanConfidence.Zip(bins.Frequency, (x, y) => new ChartPoint(x, y))];
        return Figure($"{finding}: reliability", "Probability", "Share present", [new LineSeries("bins", points), Diagonal]);
    }

    private static string Abstention(FindingOperation finding)
    {
        ChartPoint[] points = [.. finding.Abstention.Coverage.Zip(finding.Abstention.Risk, (x, y) => new ChartPoint(x, y))];
        var chart = new LineChart($"{finding.Finding.Name}: abstention", "Share decided", "Share wrong", [new LineSeries("risk", points)]) { Width = 250, Height = 250, X = AxisScale.Unit };
        return $"<figure>{chart.ToSvg()}</figure>";
    }

    private static LineSeries Diagonal => new("perfect", [new(0, 0), new(1, 1)], LineKind.Reference);

    private static string Figure(string title, string x, string y, LineSeries[] series) =>
        $"<figure>{new LineChart(title, x, y, series) { Width = 250, Height = 250, X = AxisScale.Unit, Y = AxisScale.Unit }.ToSvg()}</figure>";
}
