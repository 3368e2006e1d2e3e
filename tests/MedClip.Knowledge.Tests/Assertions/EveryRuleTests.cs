namespace MedClip.Knowledge.Tests;

/// <summary>Each built-in rule, put beside a concept, does what its heading says.</summary>
public sealed class EveryRuleTests
{
    private const string Concept = "zebrasis";
    private static readonly ConceptAsserter Asserter = new();

    public static TheoryData<string, AssertionCategory, AssertionDirection> Rules()
    {
        var data = new TheoryData<string, AssertionCategory, AssertionDirection>();
        foreach (AssertionRule rule in AssertionRules.Default.Rules.Where(rule => rule.Direction is AssertionDirection.Forward or AssertionDirection.Backward))
        {
            data.Add(rule.Pattern, rule.Category!.Value, rule.Direction);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_governs_the_concept_beside_it(string pattern, AssertionCategory category, AssertionDirection direction)
    {
        foreach (PhraseElement[] phrase in PhrasePattern.Expand(pattern))
        {
            string words = string.Join(' ', phrase.Select(element => (element.Word ?? "xylo").Replace("#", "12")));
            string sentence = direction == AssertionDirection.Forward ? $"{words} {Concept}" : $"{Concept} {words}";
            ConceptAssertion found = Asserter.Assert(sentence, new TextSpan(sentence.IndexOf(Concept, StringComparison.Ordinal), Concept.Length));
            found.Triggers.Select(trigger => trigger.Rule.Category).ShouldContain(category, $"\"{sentence}\"");
            found.Triggers.ShouldAllBe(trigger => trigger.Span.End <= sentence.Length && trigger.Span.Length > 0);
        }
    }

    [Fact]
    public void A_pseudo_phrase_hides_the_trigger_within_it()
    {
        foreach (AssertionRule rule in AssertionRules.Default.Rules.Where(rule => rule.Direction == AssertionDirection.Pseudo))
        {
            foreach (PhraseElement[] phrase in PhrasePattern.Expand(rule.Pattern))
            {
                string sentence = string.Join(' ', phrase.Select(element => (element.Word ?? "xylo").Replace("#", "12"))) + " " + Concept;
                ConceptAssertion found = Asserter.Assert(sentence, new TextSpan(sentence.Length - Concept.Length, Concept.Length));
                found.Assertion.ShouldBe(new Assertion(Presence.Present, Temporality.Recent, Experiencer.Patient, 1), $"\"{sentence}\"");
            }
        }
    }

    [Fact]
    public void A_terminator_ends_the_scope_of_its_category()
    {
        foreach (AssertionRule rule in AssertionRules.Default.Rules.Where(
            rule => rule.Direction == AssertionDirection.Terminate && rule.Category is null or AssertionCategory.Negated))
        {
            foreach (PhraseElement[] phrase in PhrasePattern.Expand(rule.Pattern))
            {
                string sentence = $"no murmur {string.Join(' ', phrase.Select(element => (element.Word ?? "xylo").Replace("#", "12")))} {Concept}";
                ConceptAssertion found = Asserter.Assert(sentence, new TextSpan(sentence.Length - Concept.Length, Concept.Length));
                found.Assertion.Presence.ShouldBe(Presence.Present, $"\"{sentence}\"");
            }
        }
    }
}
