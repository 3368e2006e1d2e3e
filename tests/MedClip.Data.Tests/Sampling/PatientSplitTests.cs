namespace MedClip.Data;

public sealed class PatientSplitTests
{
    private static ImageRecord[] Films(int patients, int each) =>
        [.. Enumerable.Range(0, patients * each).Select(i => new ImageRecord($"{i}.png", $"/{i}.png", $"{i % patients}"))];

    [Fact]
    public void No_patient_is_in_two_parts_and_the_share_is_of_patients()
    {
        ImageRecord[] films = Films(50, 4);
        PatientSplit split = PatientSplit.ByFraction(films, 0.2, new SeedSequence(1));
        split.Validation.Select(i => films[i].Patient).Distinct().Count().ShouldBe(10);
        split.Validation.Select(i => films[i].Patient).Intersect(split.Train.Select(i => films[i].Patient)).ShouldBeEmpty();
        split.Train.Concat(split.Validation).Order().ShouldBe(Enumerable.Range(0, 200));
        split.Test.ShouldBeEmpty();
    }

    [Fact]
    public void The_split_does_not_depend_on_the_order_of_rows()
    {
        ImageRecord[] films = Films(40, 2);
        ImageRecord[] turned = [.. films.Reverse()];
        var seed = new SeedSequence(9);
        PatientSplit.ByFraction(films, 0.25, seed).Validation.Select(i => films[i].Name)
            .ShouldBe(PatientSplit.ByFraction(turned, 0.25, seed).Validation.Select(i => turned[i].Name), ignoreOrder: true);
    }

    [Fact]
    public void Another_seed_gives_another_split()
    {
        ImageRecord[] films = Films(100, 1);
        PatientSplit.ByFraction(films, 0.2, new SeedSequence(1)).Validation.ShouldNotBe(PatientSplit.ByFraction(films, 0.2, new SeedSequence(2)).Validation);
    }

    [Fact]
    public void Films_without_a_patient_are_their_own()
    {
        ImageRecord[] films = [.. Enumerable.Range(0, 10).Select(i => new ImageRecord($"{i}.png", $"/{i}.png"))];
        PatientSplit.ByFraction(films, 0.3, new SeedSequence(0)).Validation.Length.ShouldBe(3);
    }

    [Fact]
    public void A_fraction_that_leaves_nothing_is_refused()
    {
        Should.Throw<InvalidInputException>(() => PatientSplit.ByFraction(Films(1, 5), 0.1, new SeedSequence(0))).Message.ShouldContain("1 patient(s)");
        Should.Throw<InvalidInputException>(() => PatientSplit.ByFraction(Films(5, 1), 1, new SeedSequence(0))).Message.ShouldContain("below 1");
        PatientSplit.ByFraction(Films(5, 1), 0, new SeedSequence(0)).Train.Length.ShouldBe(5);
        PatientSplit.ByFraction(Films(5, 1), 0.01, new SeedSequence(0)).Validation.Length.ShouldBe(1);
    }

    [Fact]
    public void A_column_may_give_the_split()
    {
        ImageRecord[] films = [new("a", "a", "1", "Train"), new("b", "b", "2", "valid"), new("c", "c", "3", "TEST"), new("d", "d", null, "training")];
        PatientSplit split = PatientSplit.ByColumn(films);
        (split.Train[0], split.Train[1], split.Validation[0], split.Test[0]).ShouldBe((0, 3, 1, 2));
    }

    [Fact]
    public void A_patient_in_two_splits_is_told_by_lines_and_not_by_name()
    {
        ImageRecord[] films = [new("a", "a", "Smith", "train") { Line = 2 }, new("b", "b", "Smith", "test") { Line = 3 }];
        string message = Should.Throw<InvalidInputException>(() => PatientSplit.ByColumn(films)).Message;
        message.ShouldContain("lines 2 and 3");
        message.ShouldNotContain("Smith");
    }

    [Fact]
    public void A_missing_or_unknown_split_is_told_by_line()
    {
        Should.Throw<InvalidInputException>(() => PatientSplit.ByColumn([new("a", "a") { Line = 4 }])).Message.ShouldContain("line 4: 'a' has no split");
        Should.Throw<InvalidInputException>(() => PatientSplit.ByColumn([new("a", "a", null, "holdout") { Line = 4 }])).Message.ShouldContain("'holdout'");
    }
}
