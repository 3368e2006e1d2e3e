using System.Globalization;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>The sections of what repeats or learns on top: draws of prompts, the linear probe and its data efficiency.</summary>
internal static class ProbeSection
{
    public static void Draws(StringBuilder page, PromptDraws draws)
    {
        page.Append("<section><h2>Zero-shot over draws of prompts</h2>");
        page.Append($"<p>{draws.MeanAuc.Values.Count} draws of at most {Html.Count(draws.Prompts)} prompts for each finding: mean AUC {Spread(draws.MeanAuc)}");
        page.Append(draws.Accuracy is { } accuracy ? $"; accuracy over films with exactly one finding {Spread(accuracy)}" : "").Append(".</p></section>");
    }

    public static void Write(StringBuilder page, ProbeReport probe)
    {
        page.Append("<section><h2>Linear probe</h2>");
        page.Append($"<p>{Html.Escape(probe.Head)} on the frozen embeddings of {Html.Count(probe.TrainFilms)} films of other patients: mean AUC {Html.Number(probe.Result.MeanAuc)}{Accuracy(probe.Result)}.</p>");
        page.Append(Html.Table(
            probe.Strengths.Count > 0 ? "C was chosen over patient-wise folds of the training films." : "AUC with its 95 % interval (DeLong).",
            ["Finding", "C", "Films", "Positive", "AUC", "95 % interval", "Average precision"],
            probe.Result.Findings.Select(f => Html.Row(
                f.Finding.Name, Strength(probe, f.Finding), Html.Count(f.Images), Html.Count(f.Positives),
                Html.Number(f.Auc), Html.Range(f.AucInterval), Html.Number(f.AveragePrecision)))));
        if (probe.Efficiency.Count > 0)
        {
            Efficiency(page, probe.Efficiency);
        }

        page.Append("</section>");
    }

    private static void Efficiency(StringBuilder page, IReadOnlyList<DataEfficiencyPoint> points)
    {
        page.Append(Html.Table(
            "Mean AUC of probes on ever more training patients.",
            ["Share of patients", "Films", "Draws", "Mean AUC"],
            points.Select(p => Html.Row(
                p.Share.ToString("P0", CultureInfo.InvariantCulture), Html.Count(p.Films), Html.Count(p.MeanAuc.Values.Count), Spread(p.MeanAuc)))));
        page.Append("<div class=\"pair\"><figure>");
        page.Append(new LineChart("Data efficiency", "Films", "Mean AUC", [new LineSeries("probe", [.. points.Select(p => new ChartPoint(p.Films, p.MeanAuc.Mean))])]).ToSvg());
        page.Append("</figure></div>");
    }

    private static string Accuracy(ZeroShotResult result) => result.Accuracy is { } accuracy
        ? $"; accuracy over {Html.Count(result.AccuracyImages)} films with exactly one finding {Html.Number(accuracy.Accuracy)}" : "";

    private static string Strength(ProbeReport probe, Finding finding) =>
        probe.Strengths.TryGetValue(finding.Name, out double c) && double.IsFinite(c) ? c.ToString("G3", CultureInfo.InvariantCulture) : "–";

    private static string Spread(RepeatedRuns runs) =>
        runs.Values.Count > 1 ? $"{Html.Number(runs.Mean)} ± {Html.Number(runs.StandardDeviation)}" : Html.Number(runs.Mean);
}
