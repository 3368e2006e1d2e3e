using System.Text;

namespace MedClip.Evaluation;

/// <summary>The section of maps that were judged on other patients than they were fitted on.</summary>
internal static class CrossFitSection
{
    public static void Write(StringBuilder page, IReadOnlyList<FindingCrossFit> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        page.Append("<section><h2>Cross-fitted calibration</h2>");
        page.Append(Html.Table(
            "Each film's probability comes from a map that was fitted on other patients. Slope 1 and ECE 0 are best; a Brier skill above 0 beats saying the prevalence.",
            ["Finding", "Films", "Positive", "Patients", "Folds", "Slope", "Intercept", "ECE", "Brier", "Brier skill", "Remark"],
            findings.Select(f => Html.Row(
                f.Finding.Name, Html.Count(f.Positives + f.Negatives), Html.Count(f.Positives), Html.Count(f.Patients), Html.Count(f.Folds), Html.Number(f.Quality?.Slope),
                Html.Number(f.Quality?.Intercept), Html.Number(f.Quality?.Bins.Ece), Html.Number(f.Quality?.Brier), Html.Number(f.Quality?.BrierSkill), f.Refusal ?? ""))));
        page.Append("<div class=\"grid\">");
        foreach (FindingCrossFit finding in findings)
        {
            if (finding.Quality is { } quality)
            {
                page.Append(OperationSection.Reliability(finding.Finding.Name, quality.Bins));
            }
        }

        page.Append("</div></section>");
    }
}
