using CsvHelper;
using MedClip.Fixtures;

namespace MedClip.Knowledge.Tests;

[Trait("Category", "Fixtures")]
public sealed class CheXpertSampleTests
{
    [SkippableFact]
    public void The_samples_of_chexpert_labeler_get_its_labels()
    {
        using CsvReader reader = CsvReader.FromFile(
            SharedFolder.RequireData("labeler/chexpert_labeled_reports.csv"), CsvReaderOptions.Default, FileOptions.SequentialScan);
        string[] header = [.. reader.Headers];
        var labeler = new ReportLabeler(LabelerOptions.ForCheXpert());
        int cells = 0;
        while (reader.Read())
        {
            FindingLabels labels = labeler.Label(reader.GetString(0)).Labels;
            for (int i = 1; i < header.Length; i++, cells++)
            {
                string text = reader.GetString(i);
                LabelValue expected = text.Length == 0 ? LabelValue.NotMentioned : (LabelValue)(int)float.Parse(text);
                labels[new Finding(header[i])].ShouldBe(expected, $"{header[i]} of \"{reader.GetString(0)}\"");
            }
        }

        cells.ShouldBeGreaterThan(0);
    }
}
