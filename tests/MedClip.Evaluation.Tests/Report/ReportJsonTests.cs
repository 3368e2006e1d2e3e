using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MedClip.Evaluation.Tests;

public sealed class ReportJsonTests
{
    [Fact]
    public void Every_part_of_a_report_has_its_numbers()
    {
        using JsonDocument json = JsonDocument.Parse(ReportJson.ToJson(SampleReport.Create()));
        foreach (PropertyInfo part in typeof(EvaluationReport).GetProperties().Where(p => p.GetMethod!.IsPublic))
        {
            json.RootElement.TryGetProperty(JsonNamingPolicy.CamelCase.ConvertName(part.Name), out _).ShouldBeTrue(part.Name);
        }
    }

    [Fact]
    public void The_page_of_a_report_that_was_read_is_the_page_without_pictures()
    {
        EvaluationReport report = SampleReport.Create();
        string path = Path.GetTempFileName();
        try
        {
            ReportJson.Write(path, report);
            string again = HtmlReport.ToHtml(ReportJson.Read(path));
            again.ShouldBe(Regex.Replace(HtmlReport.ToHtml(report), "<ima?ge? [^>]*?>", ""));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
