namespace MedClip.Knowledge.Tests;

/// <summary>Scopes: how far a trigger reaches, and which of several wins. The concept stands in capitals.</summary>
public sealed class AssertionScopeTests
{
    private static readonly ConceptAsserter Asserter = new();

    [Theory]
    [InlineData("no fever, COUGH or chills")]
    [InlineData("no evidence of acute COUGH")]
    [InlineData("fever, chills, and COUGH are not seen")]
    [InlineData("COUGH: no")]
    [InlineData("COUGH - none")]
    [InlineData("Extremities: no COUGH")]
    [InlineData("free of COUGH")]
    [InlineData("fever without COUGH")]
    [InlineData("negative for COUGH")]
    [InlineData("COUGH has resolved")]
    [InlineData("there is no sign to suggest COUGH")]
    [InlineData("neither fever nor COUGH")]
    [InlineData("no fever (or COUGH)")]
    [InlineData("COUGH is no longer seen")]
    [InlineData("I do not believe the patient has COUGH")]
    [InlineData("fever rather than COUGH")]
    [InlineData("the lungs are without fever or COUGH")]
    public void It_is_denied(string sentence) => Presence(sentence).ShouldBe(MedClip.Knowledge.Presence.Absent);

    [Theory]
    [InlineData("COUGH")]
    [InlineData("no fever but COUGH")]
    [InlineData("no fever; COUGH")]
    [InlineData("there is no fever, however there is COUGH")]
    [InlineData("no fever is seen, and the COUGH remains")]
    [InlineData("COUGH, no fever")]
    [InlineData("COUGH with no fever")]
    [InlineData("COUGH without fever")]
    [InlineData("no change in COUGH")]
    [InlineData("no significant interval change of the COUGH")]
    [InlineData("COUGH, unchanged")]
    [InlineData("(no fever) COUGH")]
    [InlineData("no fever except for COUGH")]
    [InlineData("no fever, stable COUGH")]
    [InlineData("COUGH is present and fever is not seen")]
    [InlineData("not only fever and COUGH")]
    public void It_is_affirmed(string sentence) => Presence(sentence).ShouldBe(MedClip.Knowledge.Presence.Present);

    [Theory]
    [InlineData("possible COUGH", 0.3)]
    [InlineData("probable COUGH", 0.8)]
    [InlineData("may represent fever or COUGH", 0.2)]
    [InlineData("may represent fever, chills or COUGH", 0.2)]
    [InlineData("COUGH versus fever", 0.6)]
    [InlineData("fever versus COUGH", 0.6)]
    [InlineData("COUGH cannot be excluded", 0.1)]
    [InlineData("cannot entirely exclude COUGH", 0.1)]
    [InlineData("COUGH?", 0.3)]
    [InlineData("?COUGH today", 0.3)]
    [InlineData("differential includes fever, chills, COUGH", 0.3)]
    [InlineData("no fever, possible COUGH", 0.3)]
    [InlineData("suggestive of COUGH", 0.6)]
    [InlineData("COUGH should be considered", 0.3)]
    public void It_is_hedged_with_a_certainty(string sentence, double certainty)
    {
        ConceptAssertion found = Assert(sentence);
        found.Assertion.Presence.ShouldBe(MedClip.Knowledge.Presence.Possible);
        found.Assertion.Certainty.ShouldBeInRange(certainty - 0.2, certainty + 0.2);
    }

    [Theory]
    [InlineData("likely fever, small COUGH")]
    [InlineData("COUGH, fever is suspected")]
    [InlineData("COUGH, possibly from fever")]
    [InlineData("there appears to be COUGH")]
    public void A_hedge_does_not_reach_beyond_its_part_of_the_sentence(string sentence) =>
        Presence(sentence).ShouldBe(MedClip.Knowledge.Presence.Present);

    [Theory]
    [InlineData("call me if she develops a COUGH", Temporality.Hypothetical)]
    [InlineData("as if he were going to COUGH", Temporality.Hypothetical)]
    [InlineData("call if any of the following are noted: COUGH, fever", Temporality.Hypothetical)]
    [InlineData("call if there is any fever, new chills, COUGH", Temporality.Hypothetical)]
    [InlineData("Social history: COUGH", Temporality.Historical)]
    [InlineData("family history of COUGH", Temporality.Historical)]
    [InlineData("history of surgery for ulcer, with COUGH", Temporality.Recent)]
    [InlineData("history of COUGH", Temporality.Historical)]
    [InlineData("status post COUGH", Temporality.Historical)]
    [InlineData("COUGH three years ago", Temporality.Historical)]
    [InlineData("two day history of COUGH", Temporality.Recent)]
    [InlineData("history of fever now presents with COUGH", Temporality.Recent)]
    [InlineData("compared to prior, COUGH", Temporality.Recent)]
    public void Time_is_told(string sentence, Temporality expected) => Assert(sentence).Assertion.Temporality.ShouldBe(expected);

    [Theory]
    [InlineData("evaluate for COUGH")]
    [InlineData("rule out fever, COUGH")]
    [InlineData("rule out possible COUGH")]
    [InlineData("correlate clinically as to fever or COUGH")]
    public void What_is_only_looked_for_has_no_certainty(string sentence) =>
        Assert(sentence).Assertion.ShouldBe(new Assertion(MedClip.Knowledge.Presence.Possible, Temporality.Recent, Experiencer.Patient, 0));

    [Theory]
    [InlineData("may represent fever versus COUGH", 0.4)] // the second reading
    [InlineData("may represent COUGH versus fever", 0.2)] // the weaker of the hedges on either side
    [InlineData("COUGH versus fever", 0.6)]
    [InlineData("possible COUGH is probable", 0.3)]
    public void Of_hedges_on_both_sides_the_weaker_counts(string sentence, double certainty) => Assert(sentence).Assertion.Certainty.ShouldBe(certainty);

    [Theory]
    [InlineData("no FEVER IN THE MORNING", "FEVER IN THE MORNING")]
    [InlineData("no CHANGE IN VISION", "CHANGE IN VISION")]
    public void A_concept_is_no_part_of_a_trigger(string sentence, string concept) =>
        Asserter.Assert(sentence, GivenConcept.Find(sentence, concept)!.Value).Assertion.Presence.ShouldBe(MedClip.Knowledge.Presence.Absent);

    [Theory]
    [InlineData("family history of COUGH", Experiencer.Other)]
    [InlineData("her mother had COUGH", Experiencer.Other)]
    [InlineData("COUGH", Experiencer.Patient)]
    public void The_person_is_told(string sentence, Experiencer expected) => Assert(sentence).Assertion.Experiencer.ShouldBe(expected);

    [Fact]
    public void The_trigger_is_named_with_its_place()
    {
        const string Sentence = "There is no evidence of COUGH.";
        Trigger trigger = Assert(Sentence).Triggers.Single();
        trigger.Span.Of(Sentence).ShouldBe("no");
        trigger.Rule.Category.ShouldBe(AssertionCategory.Negated);
        trigger.Rule.Direction.ShouldBe(AssertionDirection.Forward);
    }

    [Fact]
    public void Only_the_concepts_own_sentence_counts() =>
        Presence("No fever. COUGH. No chills.").ShouldBe(MedClip.Knowledge.Presence.Present);

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    [InlineData(3, 9)]
    [InlineData(2, 1)] // the space
    public void A_concept_outside_the_text_is_refused(int start, int length) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Asserter.Assert("no cough", new TextSpan(start, length)));

    private static Presence Presence(string sentence) => Assert(sentence).Assertion.Presence;

    private static ConceptAssertion Assert(string sentence) => Asserter.Assert(sentence, new TextSpan(sentence.IndexOf("COUGH", StringComparison.Ordinal), 5));
}
