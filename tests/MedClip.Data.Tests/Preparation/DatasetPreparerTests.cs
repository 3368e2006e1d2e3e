namespace MedClip.Data;

public sealed class DatasetPreparerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_written_table_reads_back_with_paths_that_resolve()
    {
        folder.Write("src/images/a.png", SampleFilms.Constant(8, 8, 1));
        folder.Write("src/images/b.png", SampleFilms.Constant(8, 8, 1));
        string table = folder.Write("src/labels.csv", "image,patient,study,view,Edema\na.png,1,s1,PA,-1\nb.png,2,s2,LATERAL,1\nc.png,3,s3,PA,1\na.png,1,s1,PA,-1\n");
        string output = Path.Combine(folder.Folder, "out");
        PreparationSummary summary = DatasetPreparer.Prepare(
            new TableDataset(), table, output, new PreparationOptions { Uncertain = UncertainLabels.Positive, HashFilms = true });
        (summary.Images, summary.Patients, summary.Missing, summary.EqualFiles).ShouldBe((2, 2, 1, 1));
        ImageTable back = ImageTable.Load(Path.Combine(output, "films.csv"));
        back.Select(film => (film.Patient, film.Study, film.View)).ShouldBe([("1", "s1", "PA"), ("2", "s2", "LATERAL")]);
        back[0].Labels![Finding.Edema].ShouldBe(LabelValue.Positive);
        File.ReadAllText(Path.Combine(output, "manifest.json")).ShouldContain("\"Images\": 2");
    }

    [Fact]
    public void Missing_films_are_refused_when_asked_and_nothing_is_left_behind()
    {
        string table = folder.Write("labels.csv", "image,Edema\na.png,1\n");
        string output = Path.Combine(folder.Folder, "out");
        Should.Throw<InvalidInputException>(() => DatasetPreparer.Prepare(new TableDataset(), table, output, new PreparationOptions { Missing = MissingFiles.Refuse })).Message.ShouldContain("a.png");
        Should.Throw<InvalidInputException>(() => DatasetPreparer.Prepare(new TableDataset(), table, output, new PreparationOptions())).Message.ShouldContain("--image-root");
        Directory.EnumerateFiles(output).ShouldBeEmpty();
    }

    [Fact]
    public void Lateral_films_may_be_left_out()
    {
        string table = folder.Write("labels.csv", "image,view,Edema\na.png,PA,1\nb.png,LATERAL,0\n");
        PreparationSummary summary = DatasetPreparer.Prepare(
            new TableDataset(), table, Path.Combine(folder.Folder, "out"), new PreparationOptions { FrontalOnly = true, Missing = MissingFiles.DoNotCheck });
        (summary.Images, summary.Lateral).ShouldBe((1, 1));
    }

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void The_real_sets_give_the_counts_that_are_known()
    {
        string nih = SharedFolder.RequireData("nih64/labels.csv");
        PreparationSummary films = DatasetPreparer.Prepare(new TableDataset(), nih, Path.Combine(folder.Folder, "nih"), new PreparationOptions());
        (films.Images, films.Patients, films.Missing).ShouldBe((3771, 1002, 0));
        PreparationSummary reports = DatasetPreparer.Prepare(
            new OpenIDataset(), SharedFolder.RequireData("openi"), Path.Combine(folder.Folder, "openi"), new PreparationOptions { Missing = MissingFiles.DoNotCheck });
        (reports.Reports, reports.Patients).ShouldBe((50, 50));
        PreparationSummary meta = DatasetPreparer.Prepare(
            new MedClipMetaDataset(), SharedFolder.RequireData("labeler/medclip_chexpert_5x200_meta_sample.csv"), Path.Combine(folder.Folder, "meta"),
            new PreparationOptions { Missing = MissingFiles.DoNotCheck });
        meta.Images.ShouldBeGreaterThan(0);
    }

    public void Dispose() => folder.Dispose();
}
