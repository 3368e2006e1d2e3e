using MedClip.Fixtures;
using Xunit.Abstractions;

namespace MedClip.Knowledge.Tests;

[Trait("Category", "Fixtures")]
public sealed class NegExAccuracyTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Denied_concepts_are_told_from_affirmed_ones()
    {
        var asserter = new ConceptAsserter();
        DetectionCounts negated = default, historical = default, hypothetical = default;
        foreach (string[] fields in File.ReadLines(SharedFolder.RequireData("negex/annotations.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            string sentence = fields[2].Trim('"');
            if (GivenConcept.Find(sentence, fields[1]) is not { } concept)
            {
                continue;
            }

            ConceptAssertion found = asserter.Assert(sentence, concept);
            negated = negated.With(found.Assertion.Presence == Presence.Absent, fields[3] == "Negated");
            historical = historical.With(found.Assertion.Temporality == Temporality.Historical, fields[4] == "Historical");
            hypothetical = hypothetical.With(found.Assertion.Temporality == Temporality.Hypothetical, fields[4] == "Not particular");
        }

        output.WriteLine($"negated {negated}; historical {historical}; hypothetical {hypothetical}");
        negated.F1.ShouldBeGreaterThan(0.8);
    }
}
