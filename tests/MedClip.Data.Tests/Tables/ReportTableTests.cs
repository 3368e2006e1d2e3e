namespace MedClip.Data;

public sealed class ReportTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private ReportTable Load(string csv) => ReportTable.Load(folder.Write("reports.csv", csv));

    [Fact]
    public void Findings_and_impression_are_the_body_of_an_open_i_report()
    {
        ReportTable table = Load("uid,MeSH,findings,impression\n12,normal,Clear lungs.,\"Normal,\nreally.\"\n13,,,No effusion.\n14,,,\n");
        table.Count.ShouldBe(2);
        table.BlankRows.ShouldBe(1);
        (table[0].Id, table[0].Body, table[0].Line).ShouldBe(("12", "Clear lungs.\nNormal,\nreally.", 2));
        (table[1].Id, table[1].Body, table[1].Line).ShouldBe(("13", "No effusion.", 4));
    }

    [Theory]
    [InlineData("report")]
    [InlineData("Reports")]
    [InlineData("TEXT")]
    public void One_column_may_hold_the_whole_report(string column)
    {
        ReportTable table = Load($"{column}\nNormal chest.\n");
        (table[0].Id, table[0].Body).ShouldBe(("1", "Normal chest."));
    }

    [Fact]
    public void A_table_without_reports_is_told_why()
    {
        Should.Throw<InvalidInputException>(() => Load("id,note\n1,x\n")).Message.ShouldContain("no column is called 'findings'");
        Should.Throw<InvalidInputException>(() => Load("id,report\n")).Message.ShouldContain("no rows");
        Should.Throw<InvalidInputException>(() => Load("id,report\n1,\n")).Message.ShouldContain("none of its 1 rows");
    }

    [Fact]
    public void Labelled_sentences_are_bound_by_name()
    {
        SentenceTable table = SentenceTable.Load(folder.Write("sentences.csv", ",Reports,Pleural Effusion,No Finding\n0,Small effusion.,1.0,0.0\n1,,1,0\n2,Clear.,,1\n"));
        table.Count.ShouldBe(2);
        table[0].Text.ShouldBe("Small effusion.");
        table[0].Labels[Finding.PleuralEffusion].ShouldBe(LabelValue.Positive);
        table[1].Labels[Finding.NoFinding].ShouldBe(LabelValue.Positive);
    }

    [Fact]
    public void Sentences_without_text_or_findings_are_told_why()
    {
        Should.Throw<InvalidInputException>(() => SentenceTable.Load(folder.Write("s.csv", "note,Edema\nx,1\n"))).Message.ShouldContain("'sentence'");
        Should.Throw<InvalidInputException>(() => SentenceTable.Load(folder.Write("s.csv", "sentence\nx\n"))).Message.ShouldContain("no column is one of the findings");
        Should.Throw<InvalidInputException>(() => SentenceTable.Load(folder.Write("s.csv", "sentence,Edema\n,1\n"))).Message.ShouldContain("no sentence");
    }
}
