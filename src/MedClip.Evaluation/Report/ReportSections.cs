using System.Globalization;
using System.Text;

namespace MedClip.Evaluation;

/// <summary>The sections of <see cref="HtmlReport"/>.</summary>
internal static class ReportSections
{
    public static void Headline(StringBuilder page, EvaluationReport report)
    {
        var facts = new List<(string Name, string Value)>();
        if (report.ZeroShot is { } zeroShot)
        {
            int defined = zeroShot.Findings.Count(f => !double.IsNaN(f.Auc));
            facts.Add(($"Mean AUC over {defined} finding{(defined == 1 ? "" : "s")}", Html.Number(zeroShot.MeanAuc)));
            if (zeroShot.Accuracy is { } accuracy)
            {
                facts.Add(($"Accuracy, one of {zeroShot.Findings.Count} ({Html.Count(zeroShot.AccuracyImages)} films)", Html.Number(accuracy.Accuracy)));
            }

            facts.Add(("Films", Html.Count(zeroShot.Images)));
        }

        if (report.Retrieval is { AtK: [var first, ..] } retrieval)
        {
            facts.Add(($"Retrieval P@{first.K} (chance {Html.Number(retrieval.ChancePrecision)})", Html.Number(first.Precision)));
        }

        page.Append("<dl class=\"facts\">");
        foreach ((string name, string value) in facts)
        {
            page.Append($"<div><dt>{Html.Escape(name)}</dt><dd>{value}</dd></div>");
        }

        page.Append("</dl>");
    }

    public static void ZeroShot(StringBuilder page, ZeroShotResult result)
    {
        page.Append("<section><h2>Zero-shot classification</h2>");
        page.Append(Html.Table(
            "AUC with its 95 % interval (DeLong). A dash: not defined, since films with or without the finding are missing.",
            ["Finding", "Films", "Positive", "AUC", "95 % interval", "Average precision"],
            result.Findings.Select(f => Html.Row(
                f.Finding.Name, Html.Count(f.Images), Html.Count(f.Positives), Html.Number(f.Auc), Html.Range(f.AucInterval), Html.Number(f.AveragePrecision)))));
        if (result.Accuracy is { } a)
        {
            page.Append($"<p class=\"quiet\">One of {result.Findings.Count} findings, over {Html.Count(result.AccuracyImages)} films with exactly one: accuracy {Html.Number(a.Accuracy)}, ");
            page.Append($"macro precision {Html.Number(a.Macro.Precision)}, recall {Html.Number(a.Macro.Recall)}, F1 {Html.Number(a.Macro.F1)}.</p>");
        }

        page.Append("</section><section><h2>ROC curves</h2><div class=\"grid\">");
        foreach (FindingResult finding in result.Findings)
        {
            if (finding.Roc is { } roc)
            {
                ChartPoint[] points = [.. roc.FalsePositiveRates.Zip(roc.TruePositiveRates, (x, y) => new ChartPoint(x, y))];
                var chart = new LineChart(
                    $"{finding.Finding.Name}: {Html.Number(finding.Auc)}", "False positive rate", "True positive rate",
                    [new LineSeries("ROC curve", points), new LineSeries("chance", [new(0, 0), new(1, 1)], LineKind.Reference)])
                {
                    Width = 250, Height = 250, X = AxisScale.Unit, Y = AxisScale.Unit,
                };
                page.Append($"<figure>{chart.ToSvg()}</figure>");
            }
        }

        page.Append("</div></section>");
    }

    public static void Retrieval(StringBuilder page, string direction, RetrievalResult result)
    {
        string rule = result.Rule == RelevanceRule.SharedFinding ? "both show a finding in common" : "both show exactly the same findings";
        page.Append($"<section><h2>Retrieval: {Html.Escape(direction)}</h2>");
        page.Append($"<p>{Html.Count(result.Queries)} queries with a finding each ranked {Html.Count(result.Items)} items by cosine. An item is relevant when {rule}.</p>");
        page.Append(Html.Table(
            "Precision beside what a random order gets.",
            ["K", "P@K", "Chance", "Times chance", "R@K", "Any hit"],
            result.AtK.Select(at => Html.Row(
                at.K.ToString(CultureInfo.InvariantCulture), Html.Number(at.Precision), Html.Number(result.ChancePrecision),
                Html.Number(result.ChancePrecision > 0 ? at.Precision / result.ChancePrecision : double.NaN), Html.Number(at.Recall), Html.Number(at.Hit)))));
        page.Append($"<p class=\"quiet\">Mean average precision {Html.Number(result.MeanAveragePrecision)}, mean reciprocal rank {Html.Number(result.MeanReciprocalRank)}.</p></section>");
    }

    public static void Training(StringBuilder page, TrainingCurve curve)
    {
        page.Append("<section><h2>Training</h2><div class=\"pair\">");
        if (curve.Loss.Count > 0)
        {
            page.Append($"<figure>{new LineChart("Training loss", "Step", "Loss", [new LineSeries("loss", curve.Loss)]).ToSvg()}</figure>");
        }

        if (curve.Validation.Count > 0)
        {
            page.Append($"<figure>{new LineChart(curve.ValidationName, "Step", "Metric", [new LineSeries(curve.ValidationName, curve.Validation, LineKind.Second)]).ToSvg()}</figure>");
        }

        page.Append("</div></section>");
    }

    public static void Examples(StringBuilder page, IReadOnlyList<ExampleFilm> films)
    {
        if (films.Count == 0)
        {
            return;
        }

        page.Append("<section><h2>Examples</h2><div class=\"films\">");
        foreach (ExampleFilm film in films)
        {
            string present = film.Present.Count > 0 ? string.Join(", ", film.Present) : "nothing labelled present";
            page.Append($"<figure><figcaption>{Html.Escape(film.Name)}</figcaption><div class=\"film\">");
            if (film.Png.Length > 0)
            {
                page.Append($"<img alt=\"Film {Html.Escape(film.Name)}: {Html.Escape(present)}\" src=\"data:image/png;base64,{Convert.ToBase64String(film.Png)}\">");
            }

            page.Append($"<ul><li><b>Labels:</b> {Html.Escape(present)}</li>");
            foreach (ExampleScore score in film.Scores)
            {
                string mark = film.Present.Contains(score.Finding) ? " class=\"yes\"" : "";
                page.Append($"<li{mark}>{Html.Escape(score.Finding.Name)} {Html.Number(score.Score)}{(mark.Length > 0 ? " ✓" : "")}</li>");
            }

            page.Append("</ul></div>");
            if (film.Texts.Count > 0)
            {
                page.Append("<ol class=\"texts\">");
                foreach (ExampleText text in film.Texts)
                {
                    page.Append($"<li{(text.Relevant ? " class=\"yes\"" : "")}>{Html.Escape(text.Text)} <span class=\"quiet\">{Html.Number(text.Similarity)}{(text.Relevant ? " ✓" : "")}</span></li>");
                }

                page.Append("</ol>");
            }

            page.Append("</figure>");
        }

        page.Append("</div></section>");
    }

    public static void Provenance(StringBuilder page, IReadOnlyList<KeyValuePair<string, string>> facts)
    {
        if (facts.Count > 0)
        {
            page.Append("<section><h2>Provenance</h2><div class=\"scroll\"><table class=\"facts-table\"><tbody>");
            page.Append(string.Concat(facts.Select(fact => Html.Row(fact.Key, fact.Value)))).Append("</tbody></table></div></section>");
        }
    }
}
