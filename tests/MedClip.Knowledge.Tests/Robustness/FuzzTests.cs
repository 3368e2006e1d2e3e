using MedClip.Knowledge.Fuzz;

namespace MedClip.Knowledge.Tests;

/// <summary>A short run of what <c>./build.sh fuzz labels</c> does at length.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Hostile_inputs_are_labelled_or_refused_and_every_span_names_its_text()
    {
        FuzzReport report = new FuzzRun(new FuzzOptions { Inputs = 4000, Seed = 11, HugeInputs = 0, Limit = null }).Execute(_ => { });
        report.Failures.ShouldBeEmpty();
        report.Kinds.Count.ShouldBe(9);
        report.Kinds["XML entity"].Taken.ShouldBe(0);
        foreach (string kind in (string[])["RRF", "MMI", "CSV", "Open-I XML", "BioC XML", "gzip", "lexicon"])
        {
            report.Kinds[kind].ShouldSatisfyAllConditions(count => count.Taken.ShouldBeGreaterThan(0, kind), count => count.Refused.ShouldBeGreaterThan(0, kind));
        }
    }
}
