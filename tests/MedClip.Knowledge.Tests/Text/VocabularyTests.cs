namespace MedClip.Knowledge.Tests;

public sealed class VocabularyTests
{
    [Fact]
    public void Words_get_distinct_numbers_and_keep_them()
    {
        var vocabulary = new Vocabulary();
        string[] words = [.. Enumerable.Range(0, 5000).Select(i => $"word{i}x")];
        int[] ids = [.. words.Select(vocabulary.Add)];
        ids.Distinct().Count().ShouldBe(words.Length);
        words.Select(word => vocabulary.Find(word)).ShouldBe(ids);
        vocabulary.Add(words[7]).ShouldBe(ids[7]);
        vocabulary[ids[7]].ShouldBe(words[7]);
    }

    [Fact]
    public void A_foreign_word_is_unknown() => new Vocabulary().Find("zebra").ShouldBe(Vocabulary.Unknown);

    [Theory]
    [InlineData("effusion", "effusions")]
    [InlineData("edema", "oedema")]
    [InlineData("cardiomegaly", "cardiomegally")]
    public void Other_forms_count_as_the_word(string word, string form)
    {
        var vocabulary = new Vocabulary();
        vocabulary.Find(form).ShouldBe(Vocabulary.Unknown);
        int id = vocabulary.Add(word);
        vocabulary.Find(form).ShouldBe(id);
    }

    [Theory]
    [InlineData("consolidtion", true)] // a letter is missing
    [InlineData("consolidattion", true)] // a letter too many
    [InlineData("consolidazion", true)] // another letter
    [InlineData("consoildation", true)] // two letters swapped
    [InlineData("cnsolidtion", false)] // two letters are missing
    [InlineData("consolidated", false)]
    [InlineData("hemithorax", false)] // a word of its own, one letter from hemothorax
    [InlineData("mask", false)] // short words are never corrected
    public void Misspellings_of_long_words_are_tolerated_when_asked(string word, bool known)
    {
        var vocabulary = new Vocabulary();
        int[] ids = [vocabulary.Add("consolidation"), vocabulary.Add("hemothorax"), vocabulary.Add("mass")];
        vocabulary.Find(word).ShouldBe(Vocabulary.Unknown);
        vocabulary.TolerateMisspellings();
        (vocabulary.Find(word) == ids[0]).ShouldBe(known);
        if (!known)
        {
            vocabulary.Find(word).ShouldBe(Vocabulary.Unknown);
        }
    }
}
