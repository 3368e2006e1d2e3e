namespace MedClip.Training.Tests;

public sealed class PseudoPairsTests
{
    // Sentences: edema, effusion, both, nothing, edema again.
    private static readonly float[] Sentences = [1, 0, 0, 1, 1, 1, 0, 0, 1, 0];

    private static int[] Met(params float[] image)
    {
        var pairs = new PseudoPairs(image, Sentences, 2, new SeedSequence(1));
        return [.. Enumerable.Range(0, 60).Select(epoch => pairs.SentenceOf(0, epoch)).Distinct().Order()];
    }

    [Fact]
    public void A_film_meets_the_sentences_most_like_it_and_no_other()
    {
        Met(1, 0).ShouldBe([0, 4]);
        Met(0, 1).ShouldBe([1]);
        Met(1, 1).ShouldBe([2]);
        Met(0, 0).ShouldBe([3]);
    }

    [Fact]
    public void What_it_meets_depends_on_seed_epoch_and_film_alone()
    {
        float[] images = [1, 0, 1, 0];
        var one = new PseudoPairs(images, Sentences, 2, new SeedSequence(1));
        var two = new PseudoPairs(images, Sentences, 2, new SeedSequence(1));
        int[] Of(PseudoPairs pairs, int row) => [.. Enumerable.Range(0, 20).Select(epoch => pairs.SentenceOf(row, epoch))];
        Of(one, 0).ShouldBe(Of(two, 0));
        Of(one, 0).ShouldNotBe(Of(one, 1));
    }
}
