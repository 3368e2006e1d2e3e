using MedClip.Data;
using MedClip.Knowledge;

namespace MedClip.Cli;

/// <summary>Hands a table's report to the labeller.</summary>
internal static class ReportRecordText
{
    /// <summary>The sections that the table keeps in columns of their own, else the report as one text whose headers tell its sections.</summary>
    public static ReportText ToReportText(this ReportRecord report) => report.Findings is null && report.Impression is null
        ? ReportText.Parse(report.Text ?? "")
        : ReportText.OfColumns(("findings", report.Findings), ("impression", report.Impression));
}
