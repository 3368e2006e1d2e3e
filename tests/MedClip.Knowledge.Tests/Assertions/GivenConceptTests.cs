namespace MedClip.Knowledge.Tests;

public sealed class GivenConceptTests
{
    [Theory]
    [InlineData("No cough but a COUGH.", "cough", 15)] // marked by capitals
    [InlineData("ALLERGIES: no known ALLERGIES.", "allergies", 20)] // a heading is no mention
    [InlineData("COUGH: no", "cough", 0)] // unless there is no other
    [InlineData("no  chest\n pain", "chest pain", 4)]
    [InlineData("coughing, cough", "cough", 10)] // a whole word first
    [InlineData("coughing", "cough", 0)]
    [InlineData("a (COUGH) [x", "(cough)", 2)]
    [InlineData("Neck: Supple.", "Supple. No lymphadenopathy", 6)] // a sentence cut short
    public void It_is_found(string sentence, string concept, int start) => GivenConcept.Find(sentence, concept)!.Value.Start.ShouldBe(start);

    [Theory]
    [InlineData("no fever", "cough")]
    [InlineData("no fever", "")]
    [InlineData("no fever", "...")]
    public void It_is_not_there(string sentence, string concept) => GivenConcept.Find(sentence, concept).ShouldBeNull();
}
