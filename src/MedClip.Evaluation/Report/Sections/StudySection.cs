using System.Globalization;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>The sections of studies beyond the paper's tables: loss geometry, local zero-shot, learned prompts, wrong labels.</summary>
internal static class StudySection
{
    public static void Geometry(StringBuilder page, LossGeometry? geometry)
    {
        if (geometry is not { } g)
        {
            return;
        }

        page.Append("<section><h2>Geometry of space and loss</h2>");
        page.Append(Html.Table(
            "The paper's Appendix A: as K grows, the cosine that a text needs falls; where precision rises with it, same-class texts crowd at smaller cosines.",
            ["K", "P@K", "Cosine of the K-th"], g.AtK.Select(at => Html.Row(at.K.ToString(CultureInfo.InvariantCulture), Html.Number(at.Precision), Html.Number(at.CosineOfLast)))));
        page.Append(Html.Table(
            "The soft targets of equation 4 without a temperature, and what logits of these embeddings reach.", ["", "Value"],
            [
                Html.Row("Target of a matching text", Small(g.TargetOfMatch)), Html.Row("Target of another text", Small(g.TargetOfMismatch)),
                Html.Row("Least possible loss, nats", Html.Number(g.Floor)), Html.Row("Loss at the best scale", Html.Number(g.Loss)), Html.Row("Loss of equal logits", Html.Number(g.Uniform)),
                Html.Row("Gap of the best logits, nats", Html.Number(g.BestGap)), Html.Row("Scale 1/τ of the least loss", Html.Number(g.BestScale)),
                Html.Row("Slope of the loss at τ = 0.07", Html.Number(g.SlopeAtPaper)), Html.Row("Cosine with matching texts", Html.Number(g.CosineOfMatch)),
                Html.Row("Cosine with other texts", Html.Number(g.CosineOfMismatch)), Html.Row("Mean cosine of two films", Html.Number(g.ImageAnisotropy)),
                Html.Row("Mean cosine of two texts", Html.Number(g.TextAnisotropy)), Html.Row("Gap between films and texts", Html.Number(g.ModalityGap)),
            ]));
        page.Append("</section>");
    }

    public static void Local(StringBuilder page, LocalZeroShotResult? result)
    {
        if (result is null)
        {
            return;
        }

        page.Append("<section><h2>Local zero-shot classification</h2>");
        page.Append(Html.Table(
            "GLoRIA's protocol: AUC by whole films and prompts, by words in regions, and by the mean of both.", ["Finding", "Global", "Local", "Both"],
            result.Both.Findings.Select((f, k) => Html.Row(f.Finding.Name, Html.Number(result.Global.Findings[k].Auc), Html.Number(result.Local.Findings[k].Auc), Html.Number(f.Auc)))
                .Append(Html.Row("Mean", Html.Number(result.Global.MeanAuc), Html.Number(result.Local.MeanAuc), Html.Number(result.Both.MeanAuc)))));
        page.Append("</section>");
    }

    public static void Prompts(StringBuilder page, PromptLearningResult? result)
    {
        if (result is null)
        {
            return;
        }

        page.Append("<section><h2>Learned prompts</h2>");
        page.Append(Html.Table(
            $"Accuracy over films with exactly one finding; the findings' bare names as prompts reach {Html.Number(result.Names)}. Towers frozen.", ["Films of each finding", "Films", "Accuracy"],
            result.Points.Select(p => Html.Row(p.Shots.ToString(CultureInfo.InvariantCulture), Html.Count(p.Films), Spread(p.Accuracy)))));
        page.Append("</section>");
    }

    public static void Noise(StringBuilder page, IReadOnlyList<NoisyLabelPoint> points)
    {
        if (points.Count == 0)
        {
            return;
        }

        bool taught = points.Any(p => p.CoTeachingAuc is not null);
        page.Append("<section><h2>Wrong labels</h2>");
        page.Append(Html.Table(
            "Mean AUC of heads trained on labels of which a share was turned, tested on labels as they are.", taught ? ["Turned", "Mean AUC", "By co-teaching"] : ["Turned", "Mean AUC"],
            points.Select(p => p.CoTeachingAuc is { } auc ? Html.Row(Share(p), Spread(p.MeanAuc), Spread(auc)) : Html.Row(Share(p), Spread(p.MeanAuc)))));
        var lines = new List<LineSeries> { new("as ever", [.. points.Select(p => new ChartPoint(p.Rate, p.MeanAuc.Mean))]) };
        if (taught)
        {
            lines.Add(new LineSeries("by co-teaching", [.. points.Select(p => new ChartPoint(p.Rate, p.CoTeachingAuc?.Mean ?? double.NaN))], LineKind.Second));
        }

        page.Append($"<div class=\"pair\"><figure>{new LineChart("Wrong labels", "Share turned", "Mean AUC", lines).ToSvg()}</figure></div></section>");
    }

    private static string Share(NoisyLabelPoint point) => point.Rate.ToString("P0", CultureInfo.InvariantCulture);

    private static string Small(double value) => double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : "–";

    private static string Spread(RepeatedRuns runs) =>
        runs.Values.Count > 1 ? $"{Html.Number(runs.Mean)} ± {Html.Number(runs.StandardDeviation)}" : Html.Number(runs.Mean);
}
