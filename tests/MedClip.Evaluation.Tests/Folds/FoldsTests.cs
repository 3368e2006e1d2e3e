using System.Text.Json;

namespace MedClip.Evaluation.Tests;

public sealed class FoldsTests
{
    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void Folds_agree()
    {
        JsonElement root = Golden.Load("metrics/splits.json");
        int[] labels = root.Integers("labels"), groups = root.Integers("groups");
        foreach (JsonProperty one in root.GetProperty("outputs").EnumerateObject())
        {
            int folds = int.Parse(one.Name.Split('_')[^1], System.Globalization.CultureInfo.InvariantCulture);
            int[] actual = one.Name[..one.Name.LastIndexOf('_')] switch
            {
                "k_fold" => Evaluation.Folds.Consecutive(labels.Length, folds),
                "stratified" => Evaluation.Folds.Stratified(labels, folds),
                "group" => Evaluation.Folds.Grouped(groups, folds),
                "stratified_group" => Evaluation.Folds.StratifiedGrouped(labels, groups, folds),
                var other => throw new InvalidDataException($"'{other}' is no kind of folds."),
            };
            actual.ShouldBe(one.Value.Integers("fold_of_item"), one.Name);
        }
    }

    [Fact]
    public void No_patient_is_in_two_folds_and_every_item_is_in_one()
    {
        SplitMix64 random = new SeedSequence(1).ToRandom();
        int[] groups = [.. Enumerable.Range(0, 300).Select(_ => random.Next(40))], classes = [.. groups.Select(_ => random.Next(3))];
        foreach (int[] folds in new[] { Evaluation.Folds.Grouped(groups, 5), Evaluation.Folds.StratifiedGrouped(classes, groups, 5) })
        {
            groups.Zip(folds).Distinct().Count().ShouldBe(groups.Distinct().Count());
            folds.Distinct().Order().ShouldBe([0, 1, 2, 3, 4]);
        }
    }

    [Fact]
    public void Strata_differ_by_at_most_one()
    {
        int[] classes = [.. Enumerable.Range(0, 103).Select(i => i % 10 == 0 ? 1 : 0)];
        int[] folds = Evaluation.Folds.Stratified(classes, 5);
        int[] positives = [.. Enumerable.Range(0, 5).Select(f => folds.Zip(classes).Count(x => x.First == f && x.Second == 1))];
        (positives.Max() - positives.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void Too_few_are_refused()
    {
        Should.Throw<ArgumentException>(() => Evaluation.Folds.Consecutive(3, 5)).Message.ShouldContain("3 items");
        Should.Throw<ArgumentException>(() => Evaluation.Folds.Grouped([1, 1, 2], 3)).Message.ShouldContain("2 groups");
        Should.Throw<ArgumentException>(() => Evaluation.Folds.Stratified([0, 0, 1, 1, 2, 2], 5)).Message.ShouldContain("fewer than 5");
    }
}
