namespace MedClip.Data;

[Trait("Category", "Fixtures")]
public sealed class RealTableTests
{
    [SkippableFact]
    public void The_films_of_nih_are_read_with_merged_findings()
    {
        string file = SharedFolder.RequireData("nih64/labels.csv");
        string root = Directory.Exists(Path.Combine(Path.GetDirectoryName(file)!, "images")) ? Path.Combine(Path.GetDirectoryName(file)!, "images") : Path.GetDirectoryName(file)!;
        ImageTable table = ImageTable.Load(file, root);
        table.Count.ShouldBe(File.ReadLines(file).Count() - 1);
        table.LabelledFindings!.Contains(Finding.PleuralEffusion).ShouldBeTrue();
        table.LabelledFindings.Contains(Finding.LungLesion).ShouldBeTrue();
        table.IgnoredColumns.ShouldBeEmpty();
        table.All(row => row.Patient is not null && row.View is not null).ShouldBeTrue();
        table.Count(row => row.Labels![Finding.NoFinding] == LabelValue.Positive).ShouldBeGreaterThan(0);
        var film = new ImageReader().Read(table[0].Path);
        (film.Width, film.Height, film.BitDepth).ShouldBe((64, 64, 8));
    }

    [SkippableFact]
    public void The_reports_of_open_i_are_read()
    {
        ReportTable table = ReportTable.Load(SharedFolder.RequireData("openi/reports.csv"));
        table.Count.ShouldBeGreaterThan(2500);
        table.Select(report => report.Id).Distinct().Count().ShouldBe(table.Count);
    }

    [SkippableFact]
    public void The_head_of_chexpert_is_read_without_its_pictures()
    {
        ImageTable table = ImageTable.Load(
            SharedFolder.RequireData("labeler/chexpert_train_head.csv"), null, new ImageTableOptions { MissingFiles = MissingFiles.DoNotCheck });
        table.LabelledFindings.ShouldBe(FindingSet.CheXpert);
        table.Any(row => row.Labels!.Values.Contains(LabelValue.Uncertain)).ShouldBeTrue();
    }
}
