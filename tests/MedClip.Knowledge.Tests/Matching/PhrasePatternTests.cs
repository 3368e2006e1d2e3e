namespace MedClip.Knowledge.Tests;

public sealed class PhrasePatternTests
{
    [Theory]
    [InlineData("pleural effusion", "pleural effusion")]
    [InlineData("(left|right) lung", "left lung; right lung")]
    [InlineData("[small|large] effusion", "effusion; small effusion; large effusion")]
    [InlineData("(a b|c) d", "a b d; c d")]
    [InlineData("(heart [size]|silhouette) normal", "heart normal; heart size normal; silhouette normal")]
    [InlineData("heart ~ enlarged", "heart <5> enlarged")]
    [InlineData("heart ~3 enlarged", "heart <3> enlarged")]
    [InlineData("heart ~~ normal", "heart <8,> normal")]
    [InlineData("air-space", "air space")]
    [InlineData(": no", ": no")]
    [InlineData("a - b", "a - b")]
    [InlineData("s / p", "s / p")]
    public void It_expands_into_phrases(string pattern, string phrases) =>
        string.Join("; ", PhrasePattern.Expand(pattern).Select(phrase => string.Join(' ', phrase.Select(Show)))).ShouldBe(phrases);

    [Theory]
    [InlineData("(left lung", "not closed")]
    [InlineData("left] lung", "closes nothing")]
    [InlineData("(left] lung", "closes nothing")]
    [InlineData("heart ~", "begin and end with a word")]
    [InlineData("~ heart", "begin and end with a word")]
    [InlineData("[heart]", "begin and end with a word")]
    [InlineData("heart ~0 big", "no gap")]
    [InlineData("2 views", "write #")]
    [InlineData("heart & soul", "neither a word nor a sign")]
    [InlineData("((((((((((a))))))))))", "too deep")]
    [InlineData("(a|b|c|d|e|f) (a|b|c|d|e|f) (a|b|c|d|e|f) (a|b|c|d|e|f) (a|b|c|d|e|f) (a|b|c|d|e|f)", "more than")]
    public void A_malformed_pattern_is_refused(string pattern, string problem) =>
        Should.Throw<FormatException>(() => PhrasePattern.Expand(pattern)).Message.ShouldContain(problem);

    private static string Show(PhraseElement element) => element.Word ?? $"<{element.Gap}{(element.CrossesCommas ? "," : "")}>";
}
