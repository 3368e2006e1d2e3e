using System.Text;

namespace MedClip.Evaluation;

/// <summary>
/// A report as one HTML file that needs nothing else: no network, no script; light and dark, printable, readable at phone width.
/// All text from outside (names of findings, files, sentences, settings) is escaped.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">Where the file is to stand; written aside and renamed.</param>
    /// <param name="report">What to show.</param>
    public static void Write(string path, EvaluationReport report)
    {
        byte[] page = Encoding.UTF8.GetBytes(ToHtml(report));
        AtomicFile.Write(path, stream => stream.Write(page));
    }

    /// <summary>The page as text.</summary>
    /// <param name="report">What to show.</param>
    public static string ToHtml(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        // An icon of its own keeps browsers from asking a server for one.
        page.Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><link rel=\"icon\" href=\"data:,\">");
        page.Append($"<title>{Html.Escape(report.Title)}</title><style>{ReportStyle.Css}</style></head><body><main>");
        page.Append($"<h1>{Html.Escape(report.Title)}</h1>");
        page.Append($"<p class=\"notice\">{ResearchUse.Notice}</p>");
        ReportSections.Headline(page, report);
        foreach (string remark in report.Remarks)
        {
            page.Append($"<p class=\"notice\">{Html.Escape(remark)}</p>");
        }

        PaperSection.Tables(page, report.PaperTables);
        PaperSection.Curves(page, report.PaperCurves);
        if (report.ZeroShot is { } zeroShot)
        {
            ReportSections.ZeroShot(page, zeroShot);
        }

        StudySection.Local(page, report.LocalZeroShot);
        if (report.PromptDraws is { } draws)
        {
            ProbeSection.Draws(page, draws);
        }

        if (report.Probe is { } probe)
        {
            ProbeSection.Write(page, probe);
        }

        StudySection.Prompts(page, report.PromptLearning);
        StudySection.Noise(page, report.NoisyLabels);
        OperationSection.Write(page, report.Operation);
        CrossFitSection.Write(page, report.CrossFits);
        OperationSection.Subgroups(page, report.Subgroups);
        if (report.Retrieval is { } retrieval)
        {
            ReportSections.Retrieval(page, "film to text", retrieval);
        }

        foreach (NamedRetrieval more in report.MoreRetrievals)
        {
            ReportSections.Retrieval(page, more.Direction, more.Result);
        }

        SpaceSection.Similarities(page, report.Similarities);
        StudySection.Geometry(page, report.Geometry);
        SpaceSection.Plots(page, report.Plots);

        if (report.Training is { } training)
        {
            ReportSections.Training(page, training);
        }

        HeatMapSection.Write(page, report.HeatMaps);
        ReportSections.Examples(page, report.Examples);
        ReportSections.Provenance(page, report.Provenance);
        return page.Append("</main></body></html>\n").ToString();
    }
}
