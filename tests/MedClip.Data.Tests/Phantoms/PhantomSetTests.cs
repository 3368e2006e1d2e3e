namespace MedClip.Data;

public sealed class PhantomSetTests
{
    [Fact]
    public void A_set_is_read_back_by_the_tables()
    {
        using var folder = new TemporaryFolder();
        var seen = new Counter();
        new PhantomSet(new SeedSequence(3), new PhantomSetOptions { Films = 12, Reports = 5 }).Write(folder.Folder, seen);
        seen.Most.ShouldBe(12);

        ImageTable films = ImageTable.Load(Path.Combine(folder.Folder, "labels.csv"));
        films.Count.ShouldBe(12);
        films.LabelledFindings!.ShouldBe(PhantomFilmGenerator.Findings);
        PhantomFilm fifth = new PhantomFilmGenerator(new SeedSequence(3)).Draw(5);
        films[5].Patient.ShouldBe(fifth.Patient);
        films[5].Labels!.Values.ToArray().ShouldBe(fifth.Labels.Values.ToArray());
        new ImageReader().Read(films[5].Path).Bytes.ToArray().ShouldBe(fifth.Image.Bytes.ToArray());

        ReportTable.Load(Path.Combine(folder.Folder, "reports.csv")).Count.ShouldBe(5);
        ImageTable pairs = ImageTable.Load(Path.Combine(folder.Folder, "pairs.csv"), null, new ImageTableOptions { TextColumn = "sentence" });
        pairs.Select(pair => pair.Name).ShouldBe(films.Select(film => film.Name));
        pairs.ShouldAllBe(pair => pair.Text!.Length > 5);
    }

    [Fact]
    public void Sets_that_start_elsewhere_have_other_patients_of_the_same_kind()
    {
        using var folder = new TemporaryFolder();
        new PhantomSet(new SeedSequence(3), new PhantomSetOptions { Films = 4, Reports = 1, First = 100 }).Write(folder.Folder);
        ImageTable.Load(Path.Combine(folder.Folder, "labels.csv")).Select(film => film.Patient).Distinct().ShouldBe(["P00050", "P00051"]);
    }

    [Theory]
    [InlineData(0, 0, "1 to 10000000 films")]
    [InlineData(5, 3, "even")]
    public void Wrong_options_are_refused(int films, int first, string reason) =>
        Should.Throw<InvalidInputException>(() => new PhantomSet(default, new PhantomSetOptions { Films = films, First = first })).Message.ShouldContain(reason);

    [Fact]
    public void A_cancelled_set_has_no_tables()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => new PhantomSet(default).Write(folder.Folder, null, source.Token));
        File.Exists(Path.Combine(folder.Folder, "labels.csv")).ShouldBeFalse();
    }

    private sealed class Counter : IProgress<int>
    {
        private int most;

        public int Most => most;

        public void Report(int value)
        {
            int before;
            while (value > (before = most) && Interlocked.CompareExchange(ref most, value, before) != before)
            {
            }
        }
    }
}
