using System.Text.Json;

namespace MedClip.Evaluation.Tests;

[Trait("Category", "Fixtures")]
public sealed class AgreementGoldenTests
{
    [SkippableFact]
    public void Kappa_agrees()
    {
        foreach (JsonElement set in Golden.Load("metrics/agreement.json").GetProperty("kappa").EnumerateArray())
        {
            int[] first = set.Integers("first"), second = set.Integers("second");
            int[] names = [.. first.Concat(second).Distinct().Order()];
            ConfusionMatrix matrix = ConfusionMatrix.Of(Codes(first), Codes(second), names.Length);
            JsonElement o = set.GetProperty("outputs");
            string name = set.GetProperty("name").GetString()!;
            matrix.Kappa.ShouldAgree(o.Number("kappa_unweighted"), name);
            matrix.LinearKappa.ShouldAgree(o.Number("kappa_linear"), $"{name} linear");
            matrix.QuadraticKappa.ShouldAgree(o.Number("kappa_quadratic"), $"{name} quadratic");
            int[] Codes(int[] values) => [.. values.Select(v => Array.BinarySearch(names, v))];
        }
    }

    [SkippableFact]
    public void McNemar_agrees()
    {
        JsonElement e = Golden.Load("metrics/agreement.json").GetProperty("mcnemar");
        McNemar actual = McNemar.Of(e.Labels("first_correct"), e.Labels("second_correct"));
        ((double)actual.OnlyFirst).ShouldAgree(e.Number("only_first"), "only first");
        ((double)actual.OnlySecond).ShouldAgree(e.Number("only_second"), "only second");
        actual.ExactP.ShouldAgree(e.Number("exact_p"), "exact");
        actual.ChiSquare.ShouldAgree(e.Number("chi2"), "chi2");
        actual.ChiSquareP.ShouldAgree(e.Number("chi2_p"), "chi2 p");
        actual.CorrectedChiSquare.ShouldAgree(e.Number("chi2_continuity"), "corrected");
        actual.CorrectedChiSquareP.ShouldAgree(e.Number("chi2_continuity_p"), "corrected p");
    }

    [SkippableFact]
    public void Repeated_runs_agree()
    {
        JsonElement e = Golden.Load("metrics/agreement.json").GetProperty("five_draws");
        var actual = new RepeatedRuns(e.Numbers("values"));
        actual.Mean.ShouldAgree(e.Number("mean"), "mean");
        actual.StandardDeviation.ShouldAgree(e.Number("std_sample"), "deviation");
        actual.PopulationStandardDeviation.ShouldAgree(e.Number("std_population"), "population deviation");
    }

    [Fact]
    public void Classifiers_that_never_differ_do_not_differ() => McNemar.Of([true, false], [true, false]).ExactP.ShouldBe(1);

    [Fact]
    public void One_sided_differences_are_significant()
    {
        McNemar test = McNemar.Of([.. Enumerable.Repeat(true, 12)], [.. Enumerable.Repeat(false, 12)]);
        test.ExactP.ShouldBe(2 * Math.Pow(0.5, 12), 1e-15);
        test.ChiSquare.ShouldBe(12);
    }
}
