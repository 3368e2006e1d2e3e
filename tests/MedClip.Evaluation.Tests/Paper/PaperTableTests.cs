namespace MedClip.Evaluation.Tests;

public sealed class PaperTableTests
{
    [Fact]
    public void Measurements_stand_beside_the_papers_numbers_and_new_rows_come_last()
    {
        PaperTable table = PaperNumbers.Table1.Only(["COVID", "CheXpert-5x200"]).With("CLIP", "COVID", [0.5, 0.7]).With("Mine", "COVID", [0.9]);
        table.Columns.ShouldBe(["CheXpert-5x200", "COVID"]);
        PaperCell clip = table.Rows.Single(r => r.Name == "CLIP").Cells[1];
        clip.Measured.ShouldBe([0.5, 0.7]);
        clip.Paper.ShouldBe(0.5069);
        table.Rows[^1].ShouldSatisfyAllConditions(row => row.Name.ShouldBe("Mine"), row => row.Cells[0].Measured.ShouldBeEmpty(), row => row.Cells[1].Measured.ShouldBe([0.9]));
        string page = HtmlReport.ToHtml(new EvaluationReport { Title = "t", PaperTables = [table] });
        page.ShouldContain("0.600 &#177; 0.141 (0.507 &#177; 0.03)");
        page.ShouldContain("<td>0.900</td>");
        Should.Throw<ArgumentException>(() => table.With("CLIP", "RSNA", [1])).Message.ShouldContain("RSNA");
    }

    [Fact]
    public void Every_row_of_the_paper_has_a_cell_for_each_column()
    {
        foreach (PaperTable table in new[] { PaperNumbers.Table1, PaperNumbers.Table2, PaperNumbers.Table3Pretraining, PaperNumbers.Table3Evaluation, PaperNumbers.Table4 })
        {
            table.Rows.ShouldAllBe(row => row.Cells.Count == table.Columns.Count);
        }
    }
}
