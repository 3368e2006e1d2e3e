namespace MedClip.Knowledge.Tests;

public sealed class AssertionRuleReaderTests
{
    [Fact]
    public void A_rule_takes_its_heading_and_options()
    {
        AssertionRules rules = AssertionRules.Parse("// hedges\n[uncertain forward]\nmaybe | certainty=0.4 | reach=6 // rare\n[terminate]\nbut\n[negated pseudo]\nnot only", "x.txt");
        rules.Rules.ShouldBe(
        [
            new AssertionRule("maybe", AssertionCategory.Uncertain, AssertionDirection.Forward, 0.4, 6),
            new AssertionRule("but", null, AssertionDirection.Terminate),
            new AssertionRule("not only", AssertionCategory.Negated, AssertionDirection.Pseudo),
        ]);
    }

    [Theory]
    [InlineData("no", "x.txt, line 1", "before a heading")]
    [InlineData("[negated sideways]\nno", "x.txt, line 1", "before a heading")]
    [InlineData("[forward]\nno", "x.txt, line 1", "before a heading")]
    [InlineData("[negated forward]\nno | certainty=2", "x.txt, line 2", "certainty=2")]
    [InlineData("[negated forward]\nno | speed=2", "x.txt, line 2", "speed=2")]
    [InlineData("[negated forward]\n\n(no", "x.txt, line 3", "not closed")]
    public void A_malformed_line_is_named(string text, string place, string problem)
    {
        string message = Should.Throw<InvalidInputException>(() => AssertionRules.Parse(text, "x.txt")).Message;
        message.ShouldStartWith(place);
        message.ShouldContain(problem);
    }

    [Fact]
    public void Users_add_rules()
    {
        AssertionRules rules = AssertionRules.Default.With(new AssertionRule("nowhere near", AssertionCategory.Negated, AssertionDirection.Forward));
        var labeler = new ReportLabeler(new LabelerOptions { Rules = rules });
        labeler.Label("Nowhere near edema.").Labels[Finding.Edema].ShouldBe(LabelValue.Negative);
        new ReportLabeler().Label("Nowhere near edema.").Labels[Finding.Edema].ShouldBe(LabelValue.Positive);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<InvalidInputException>(() => AssertionRules.Load("/nowhere/rules.txt")).Message.ShouldContain("/nowhere/rules.txt");
}
