namespace MedClip.Knowledge.Tests;

public sealed class PhraseAutomatonTests
{
    [Theory]
    [InlineData("pleural effusion", "a pleural effusion here", "1-3")]
    [InlineData("effusion", "effusions", "0-1")]
    [InlineData("heart ~ enlarged", "the heart is mildly enlarged", "1-5")]
    [InlineData("heart ~ enlarged", "heart enlarged", "0-2")]
    [InlineData("heart ~3 enlarged", "heart a b c d enlarged", "")]
    [InlineData("heart ~ enlarged", "heart a b c d e enlarged", "0-7")]
    [InlineData("heart ~ enlarged", "heart a b c d e f enlarged", "")]
    [InlineData("heart ~ enlarged", "heart is normal and enlarged", "")] // normal stops a gap
    [InlineData("heart ~ enlarged", "heart, aorta enlarged", "")]
    [InlineData("heart ~~ enlarged", "heart, aorta enlarged", "0-4")]
    [InlineData("heart ~~ enlarged", "heart. aorta enlarged", "")]
    [InlineData("heart ~ big enlarged", "heart big is big enlarged", "0-5")]
    public void Phrases_are_found(string pattern, string text, string expected)
    {
        var vocabulary = new Vocabulary();
        var automaton = new PhraseAutomaton(vocabulary, ["normal"]);
        foreach (PhraseElement[] phrase in PhrasePattern.Expand(pattern))
        {
            automaton.Add(phrase, 0);
        }

        automaton.Freeze();
        string.Join(' ', Find(automaton, vocabulary, text).Select(match => $"{match.First}-{match.End}")).ShouldBe(expected);
    }

    [Fact]
    public void A_match_knows_which_tokens_are_its_words()
    {
        var vocabulary = new Vocabulary();
        var automaton = new PhraseAutomaton(vocabulary, []);
        automaton.Add(PhrasePattern.Expand("heart ~ enlarged")[0], 7);
        automaton.Freeze();
        PhraseMatch match = Find(automaton, vocabulary, "heart is not enlarged").Single();
        match.Words.ShouldBe(0b1001UL);
        match.HasGap.ShouldBeTrue();
        automaton.PayloadsOf(match.Node).ToArray().ShouldBe([7]);
    }

    [Fact]
    public void A_phrase_is_part_of_a_longer_one_but_not_of_itself()
    {
        var whole = new PhraseMatch(2, 5, 0b111, 0);
        new PhraseMatch(3, 5, 0b11, 0).IsPartOf(whole).ShouldBeTrue();
        new PhraseMatch(2, 4, 0b11, 0).IsPartOf(whole).ShouldBeTrue();
        whole.IsPartOf(whole).ShouldBeFalse();
        new PhraseMatch(4, 6, 0b11, 0).IsPartOf(whole).ShouldBeFalse();
        new PhraseMatch(3, 4, 1, 0).IsPartOf(new PhraseMatch(2, 5, 0b101, 0)).ShouldBeFalse(); // it stands in the gap
    }

    private static List<PhraseMatch> Find(PhraseAutomaton automaton, Vocabulary vocabulary, string text)
    {
        var tokens = new TokenizedText();
        new ReportTokenizer(vocabulary).Tokenize(text, new TextSpan(0, text.Length), tokens);
        var found = new List<PhraseMatch>();
        automaton.Find(tokens.Tokens, 0, tokens.Count, found);
        return found;
    }
}
