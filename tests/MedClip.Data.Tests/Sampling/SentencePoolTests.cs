namespace MedClip.Data.Tests;

public class SentencePoolTests
{
    [Fact]
    public void Every_sentence_of_a_group_is_drawn_in_its_turn()
    {
        FindingLabels edema = FindingLabels.Of(FindingSet.CheXpert, Finding.Edema);
        FindingLabels fracture = FindingLabels.Of(FindingSet.CheXpert, Finding.Fracture);
        var pool = new SentencePool([edema, edema, edema, fracture], SentenceSampling.ByFinding);

        int[] drawn = pool.Draw(new SeedSequence(1), batch: 0, order: [], size: 60);

        drawn.Distinct().Order().ShouldBe([0, 1, 2, 3]);
        drawn.Count(place => place == 3).ShouldBe(30, "each finding has its share, however many sentences say it");
    }
}
