namespace MedClip.Knowledge.Tests;

public sealed class ReportTokenizerTests
{
    [Theory]
    [InlineData("No effusion.", "No|effusion|.")]
    [InlineData("Air-space disease", "Air|space|disease")]
    [InlineData("a 3.5 cm mass", "a|3.5|cm|mass")]
    [InlineData("size 3.", "size|3|.")]
    [InlineData("and/or (both)?", "and|/|or|(|both|)|?")]
    [InlineData("lungs - clear", "lungs|-|clear")]
    [InlineData("can't", "can|t")]
    [InlineData("the ___ XXXX lobe", "the|___|XXXX|lobe")]
    [InlineData("5mm T5", "5mm|T5")]
    [InlineData("[**2001**] {x} \"y\"", "2001|x|y")]
    [InlineData("Überblähung é", "Überblähung|é")]
    [InlineData("", "")]
    public void A_text_is_cut(string text, string expected)
    {
        TokenizedText tokens = Tokenize(text);
        string.Join('|', tokens.Tokens.ToArray().Select(token => text.Substring(token.Start, token.Length))).ShouldBe(expected);
    }

    [Fact]
    public void Both_marks_of_removed_text_are_one_word()
    {
        Token[] tokens = Tokenize("___ XXXX xxxx").Tokens.ToArray();
        tokens.ShouldAllBe(token => token.Id == Vocabulary.Redacted);
    }

    [Fact]
    public void Traits_tell_capitals_and_line_breaks()
    {
        Token[] tokens = Tokenize("The heart\nis\n\nNormal").Tokens.ToArray();
        tokens[0].Has(TokenTraits.Capital).ShouldBeTrue();
        tokens[1].Traits.ShouldBe(TokenTraits.SpaceBefore);
        tokens[2].Has(TokenTraits.LineBefore).ShouldBeTrue();
        tokens[2].Has(TokenTraits.BlankLineBefore).ShouldBeFalse();
        tokens[3].Has(TokenTraits.BlankLineBefore).ShouldBeTrue();
    }

    [Fact]
    public void Only_the_given_stretch_is_cut()
    {
        var tokens = new TokenizedText();
        new ReportTokenizer(new Vocabulary()).Tokenize("one two three", new TextSpan(4, 3), tokens);
        tokens.Tokens.Length.ShouldBe(1);
        tokens.SpanOf(0, 1).Of("one two three").ShouldBe("two");
    }

    private static TokenizedText Tokenize(string text)
    {
        var tokens = new TokenizedText();
        new ReportTokenizer(new Vocabulary()).Tokenize(text, new TextSpan(0, text.Length), tokens);
        return tokens;
    }
}
