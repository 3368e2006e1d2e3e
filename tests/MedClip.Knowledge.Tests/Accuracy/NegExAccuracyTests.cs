using System.Text.RegularExpressions;
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
        DetectionCounts negated = new(), historical = new(), hypothetical = new();
        foreach (string[] fields in File.ReadLines(SharedFolder.RequireData("negex/annotations.tsv")).Skip(1).Select(line => line.Split('\t')))
        {
            string sentence = fields[2].Trim('"');
            if (Find(fields[1], sentence) is not { } concept)
            {
                continue;
            }

            ConceptAssertion found = asserter.Assert(sentence, concept);
            negated.Add(found.Assertion.Presence == Presence.Absent, fields[3] == "Negated");
            historical.Add(found.Assertion.Temporality == Temporality.Historical, fields[4] == "Historical");
            hypothetical.Add(found.Assertion.Temporality == Temporality.Hypothetical, fields[4] == "Not particular");
        }

        output.WriteLine($"negated {negated}; historical {historical}; hypothetical {hypothetical}");
        negated.F1.ShouldBeGreaterThan(0.8);
    }

    /// <summary>The concept is marked by capitals; its spaces may be line breaks.</summary>
    private static TextSpan? Find(string concept, string sentence)
    {
        string pattern = string.Join(@"\s+", concept.Trim(' ', '"').Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape));
        Match match = Regex.Match(sentence, pattern.ToUpperInvariant());
        match = match.Success ? match : Regex.Match(sentence, pattern, RegexOptions.IgnoreCase);
        return match.Success ? new TextSpan(match.Index, match.Length) : null;
    }
}
