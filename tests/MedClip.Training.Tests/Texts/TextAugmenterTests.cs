using MedClip.Knowledge;

namespace MedClip.Training.Tests;

public sealed class TextAugmenterTests
{
    private static readonly TextAugmenter Augmenter = new();

    [Theory]
    [InlineData("There is a large left pleural effusion.")]
    [InlineData("No pneumothorax is seen.")]
    [InlineData("The heart is mildly enlarged without edema.")]
    public void Variations_differ_and_keep_the_labels(string sentence)
    {
        var labeler = new ReportLabeler();
        string[] varied = [.. Enumerable.Range(0, 40).Select(i => Augmenter.Vary(sentence, new SeedSequence(1).At(i)))];
        varied.Distinct().Count().ShouldBeGreaterThan(5);
        string Labels(string text) => string.Join(',', labeler.Label(text).Labels.Values.ToArray());
        varied.Select(Labels).Distinct().ShouldBe([Labels(sentence)]);
    }

    [Fact]
    public void All_three_changes_happen()
    {
        const string Sentence = "Small pleural effusion persists today.";
        string[] varied = [.. Enumerable.Range(0, 200).Select(i => Augmenter.Vary(Sentence, new SeedSequence(2).At(i)))];
        int words = Sentence.Split(' ').Length;
        varied.ShouldContain(text => text.Split(' ').Length == words - 1 && text.Split(' ').All(Sentence.Split(' ').Contains));
        varied.ShouldContain(text => text != Sentence && text.Split(' ').Order().SequenceEqual(Sentence.Split(' ').Order()));
        varied.ShouldContain(text => !text.Contains("pleural effusion", StringComparison.Ordinal) && text.Contains("persists", StringComparison.Ordinal));
    }

    [Fact]
    public void Equal_seeds_vary_equally_and_a_single_word_stays()
    {
        Augmenter.Vary("No focal consolidation.", new SeedSequence(9)).ShouldBe(Augmenter.Vary("No focal consolidation.", new SeedSequence(9)));
        Augmenter.Vary("Stable.", new SeedSequence(9)).ShouldBe("Stable.");
    }
}
