using System.Text.Json;

namespace MedClip.Evaluation.Tests;

public sealed class FitTests
{
    private static readonly double[] Logits;
    private static readonly bool[] Labels;

    // Labels drawn with probability σ(z/2 + 1): the right maps are known.
    static FitTests()
    {
        SplitMix64 random = new SeedSequence(3).For("calibration").ToRandom();
        Logits = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble(-8, 8))];
        Labels = [.. Logits.Select(z => random.NextDouble() < 1 / (1 + Math.Exp(-((z / 2) + 1))))];
    }

    [Fact]
    public void Platt_finds_slope_and_intercept()
    {
        PlattMap map = PlattFit.Fit(Logits, Labels);
        map.A.ShouldBe(-0.5, 0.03);
        map.B.ShouldBe(-1, 0.08);
    }

    [Fact]
    public void Every_map_brings_the_calibration_error_down()
    {
        double Ece(Func<double, double> map) => CalibrationBins.Of(Labels, [.. Logits.Select(map)]).Ece;
        double before = Ece(z => 1 / (1 + Math.Exp(-z)));
        before.ShouldBeGreaterThan(0.1);
        Ece(PlattFit.Fit(Logits, Labels).Apply).ShouldBeLessThan(0.02);
        Ece(IsotonicFit.Fit(Logits, Labels).Apply).ShouldBeLessThan(0.01);
        Ece(TemperatureFit.Binary(Logits, Labels).Apply).ShouldBeLessThan(before);
    }

    [Fact]
    public void A_map_survives_the_manifest()
    {
        ProbabilityMap[] maps = [new TemperatureMap(1.5), new PlattMap(-2, 0.25), new IsotonicMap([-1, 0, 2], [0.1, 0.4, 0.9])];
        ProbabilityMap[] read = JsonSerializer.Deserialize<ProbabilityMap[]>(JsonSerializer.Serialize(maps))!;
        foreach ((ProbabilityMap map, ProbabilityMap same) in maps.Zip(read))
        {
            same.GetType().ShouldBe(map.GetType());
            same.Apply(0.7).ShouldBe(map.Apply(0.7));
        }
    }

    [Fact]
    public void What_has_no_best_temperature_is_refused() =>
        Should.Throw<ArgumentException>(() => TemperatureFit.Binary([-1, 1], [false, true])).Message.ShouldContain("No temperature");

    [Fact]
    public void One_class_only_is_refused() => Should.Throw<ArgumentException>(() => PlattFit.Fit([1, 2], [true, true])).Message.ShouldContain("one class");

    [Fact]
    public void Knots_out_of_order_are_refused() => Should.Throw<ArgumentException>(() => new IsotonicMap([1, 0], [0, 1])).Message.ShouldContain("Knot 1");
}
