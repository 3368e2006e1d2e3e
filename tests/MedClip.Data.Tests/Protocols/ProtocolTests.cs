namespace MedClip.Data;

public class ProtocolTests
{
    private static readonly FindingSet Findings = FindingSet.CheXpert;

    [Fact]
    public void Five_by_n_has_exactly_n_of_each_class_alone_whatever_the_order_of_rows()
    {
        ImageRecord[] table = Table(4000, seed: 1);
        int[] chosen = FiveBy200.Choose(table, 20, new SeedSequence(3));
        chosen.Length.ShouldBe(100);
        chosen.Distinct().Count().ShouldBe(100);
        for (int i = 0; i < 100; i++)
        {
            FindingSet.Competition.Where(finding => table[chosen[i]].Labels![finding] == LabelValue.Positive).ShouldBe([FindingSet.Competition[i / 20]]);
        }

        ImageRecord[] shuffled = [.. table];
        new SplitMix64(5).Shuffle<ImageRecord>(shuffled);
        FiveBy200.Choose(shuffled, 20, new SeedSequence(3)).Select(row => shuffled[row].Name).ShouldBe(chosen.Select(row => table[row].Name));
        FiveBy200.Choose(table, 20, new SeedSequence(4)).ShouldNotBe(chosen);
        Should.Throw<InvalidInputException>(() => FiveBy200.Choose(table, 4000, new SeedSequence(3))).Message.ShouldContain("Cardiomegaly");
    }

    [Fact]
    public void Balanced_sets_have_their_sizes_and_shares_and_no_patient_twice()
    {
        ImageRecord[] table = Table(6000, seed: 2);
        BalancedSet set = BalancedSet.Choose(table, Finding.Edema, new BalancedSetSizes(200, 0.19, 300, 0.49), new SeedSequence(1));
        (set.Train.Length, set.Test.Length).ShouldBe((200, 300));
        set.Train.Count(row => table[row].Labels![Finding.Edema] == LabelValue.Positive).ShouldBe(38);
        set.Test.Count(row => table[row].Labels![Finding.Edema] == LabelValue.Positive).ShouldBe(147);
        set.Train.Select(row => table[row].Patient).Intersect(set.Test.Select(row => table[row].Patient)).ShouldBeEmpty();
        (BalancedSet.Covid.Train, BalancedSet.Covid.Test, BalancedSet.Rsna.Train, BalancedSet.Rsna.Test).ShouldBe((2162, 3000, 8486, 3538));
        Should.Throw<InvalidInputException>(() => BalancedSet.Choose(table, Finding.Edema, BalancedSet.Rsna, new SeedSequence(1))).Message.ShouldContain("missing");
    }

    [Fact]
    public void Subsets_are_nested()
    {
        ImageRecord[] table = Table(1000, seed: 3);
        IReadOnlyList<int[]> subsets = NestedSubsets.Choose(table, NestedSubsets.Scaled(table.Length), new SeedSequence(1));
        subsets.Select(subset => subset.Length).ShouldBe([35, 88, 351, 1000]);
        for (int i = 1; i < subsets.Count; i++)
        {
            subsets[i - 1].Except(subsets[i]).ShouldBeEmpty();
        }

        Should.Throw<InvalidInputException>(() => NestedSubsets.Choose(table, [20, 10], new SeedSequence(1)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Folds_keep_patients_whole_and_findings_even(int seed)
    {
        ImageRecord[] table = Table(3000, (ulong)seed);
        int[] folds = PatientFolds.Assign(table, 5, new SeedSequence((ulong)seed));
        table.Zip(folds).GroupBy(pair => pair.First.Patient).ShouldAllBe(patient => patient.Select(pair => pair.Second).Distinct().Count() == 1);
        foreach (Finding finding in FindingSet.Competition)
        {
            int[] counts = [.. Enumerable.Range(0, 5).Select(fold => table.Where((film, row) => folds[row] == fold && film.Labels![finding] == LabelValue.Positive).Count())];
            (counts.Max() - counts.Min()).ShouldBeLessThanOrEqualTo(Math.Max(4, counts.Sum() / 20));
        }

        ImageRecord[] turned = [.. table.Reverse()];
        PatientFolds.Assign(turned, 5, new SeedSequence((ulong)seed)).Reverse().ShouldBe(folds);
    }

    [Fact]
    public void Held_back_films_are_whole_patients()
    {
        ImageRecord[] table = Table(500, seed: 4);
        (int[] train, int[] held) = HeldOut.Films(table, 50, new SeedSequence(1));
        held.Length.ShouldBeInRange(50, 60);
        (train.Length + held.Length).ShouldBe(500);
        train.Select(row => table[row].Patient).Intersect(held.Select(row => table[row].Patient)).ShouldBeEmpty();
    }

    [Fact]
    public void Sentences_of_a_retrieval_set_differ()
    {
        SentenceRecord[] sentences = [.. Enumerable.Range(0, 60).Select(i =>
            new SentenceRecord($"sentence {i % 30}", FindingLabels.Of(Findings, FindingSet.Competition[i % 5])))];
        int[] chosen = HeldOut.Sentences(sentences, 6, new SeedSequence(1));
        chosen.Length.ShouldBe(30);
        chosen.Select(place => sentences[place].Text).Distinct().Count().ShouldBe(30);
        Should.Throw<InvalidInputException>(() => HeldOut.Sentences(sentences, 7, new SeedSequence(1)));
    }

    private static ImageRecord[] Table(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        var table = new ImageRecord[count];
        for (int i = 0; i < count; i++)
        {
            var values = new LabelValue[Findings.Count];
            for (int f = 0; f < values.Length; f++)
            {
                values[f] = random.NextDouble() < 0.08 ? LabelValue.Positive : random.NextDouble() < 0.03 ? LabelValue.Uncertain : LabelValue.Negative;
            }

            table[i] = new ImageRecord($"{i}.png", $"/{i}.png", $"{random.Next(count / 3)}", Labels: new FindingLabels(Findings, values));
        }

        return table;
    }
}
