namespace MedClip.Knowledge.Tests;

public sealed class LabelAgreementTests
{
    private static readonly FindingSet Two = FindingSet.Of("Edema", "Fracture");

    [Fact]
    public void Counts_precision_recall_and_kappa_follow_their_definitions()
    {
        DetectionCounts counts = new(20, 5, 10, 15); // the example of Cohen's paper turned to detections: agreement .7, chance .5
        counts.Precision.ShouldBe(0.8);
        counts.Recall.ShouldBe(2.0 / 3, 1e-12);
        counts.F1.ShouldBe(40.0 / 55, 1e-12);
        counts.Kappa.ShouldBe(0.4, 1e-12);
    }

    [Fact]
    public void Micro_pools_the_counts_and_macro_averages_what_is_defined()
    {
        LabelAgreement agreement = Of("1 2|1 0", "1 2|0 2", "0 2|1 2", "-1 2|1 2");
        agreement[Finding.Edema].ShouldBe(new DetectionCounts(1, 1, 2, 0));
        agreement[Finding.Fracture].ShouldBe(new DetectionCounts(0, 0, 0, 4));
        agreement.Micro.ShouldBe(new DetectionCounts(1, 1, 2, 4));
        agreement.MacroF1.ShouldBe(2.0 / 5, 1e-12); // fracture is nowhere: left out
    }

    [Fact]
    public void The_confusion_has_a_cell_for_each_pair_of_values()
    {
        int[,] table = Of("1 -1|1 0", "0 2|2 1").Confusion();
        table[0, 0].ShouldBe(1); // 1 against 1
        table[1, 2].ShouldBe(1); // −1 against 0
        table[2, 3].ShouldBe(1); // 0 against blank
        table[3, 0].ShouldBe(1); // blank against 1
        table.Cast<int>().Sum().ShouldBe(4);
    }

    [Fact]
    public void Errors_are_listed_by_kind()
    {
        LabelAgreement agreement = Of("1 2|0 2", "0 2|1 2", "1 2|1 2");
        agreement.Errors(Finding.Edema, missed: true).Select(one => one.Id).ShouldBe(["1"]);
        agreement.Errors(Finding.Edema, missed: false).Select(one => one.Id).ShouldBe(["0"]);
    }

    [Fact]
    public void Intervals_hold_the_figure_repeat_by_seed_and_widen_when_texts_repeat()
    {
        string[] rows = [.. Enumerable.Range(0, 60).Select(i => i % 4 == 0 ? "0 2|1 2" : "1 1|1 1")];
        LabelAgreement alone = Of(rows);
        AgreementIntervals spread = alone.Bootstrap(400, new SeedSequence(1));
        spread.MicroLow.ShouldBeLessThan(alone.Micro.F1);
        spread.MicroHigh.ShouldBeGreaterThan(alone.Micro.F1);
        alone.Bootstrap(400, new SeedSequence(1)).ShouldBe(spread);
        AgreementIntervals grouped = new LabelAgreement(Two, [.. alone.Cases.Select((one, i) => one with { Group = (i / 10).ToString() })]).Bootstrap(400, new SeedSequence(1));
        (grouped.MicroHigh - grouped.MicroLow).ShouldNotBe(spread.MicroHigh - spread.MicroLow);
    }

    [Fact]
    public void Nothing_to_compare_is_refused() => Should.Throw<ArgumentException>(() => new LabelAgreement(Two, []));

    /// <summary>Rows "predicted edema, predicted fracture | gold edema, gold fracture".</summary>
    private static LabelAgreement Of(params string[] rows) => new(Two, [.. rows.Select((row, i) => new LabelCase(i.ToString(), Labels(row.Split('|')[0]), Labels(row.Split('|')[1])))]);

    private static FindingLabels Labels(string text) => new(Two, [.. text.Split(' ').Select(value => (LabelValue)int.Parse(value))]);
}
