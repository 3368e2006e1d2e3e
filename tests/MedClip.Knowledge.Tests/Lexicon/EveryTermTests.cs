namespace MedClip.Knowledge.Tests;

/// <summary>Each built-in term, alone in a sentence, does what its heading says.</summary>
public sealed class EveryTermTests
{
    private static readonly ReportLabeler Labeler = new();

    public static TheoryData<string> Findings() => [.. Lexicon.Default.Findings.Select(part => part.Finding.Name)];

    [Theory]
    [MemberData(nameof(Findings))]
    public void It_is_found_with_its_role(string finding)
    {
        FindingLexicon part = Lexicon.Default.Findings.Single(part => part.Finding == new Finding(finding));
        foreach (LexiconTerm term in part.Terms)
        {
            foreach (string phrase in Sentences(term))
            {
                string sentence = term.Role == TermRole.Broader ? "no " + phrase : phrase;
                IEnumerable<Mention> mentions = Labeler.Label(ReportText.OfBody(sentence)).Mentions.Where(mention => mention.Finding == part.Finding);
                if (term.Role == TermRole.Unmention)
                {
                    mentions.ShouldNotContain(mention => mention.Span.Length == sentence.Length, $"\"{sentence}\"");
                }
                else
                {
                    mentions.ShouldNotBeEmpty($"\"{sentence}\" of {term.Role}");
                }
            }
        }
    }

    [Fact]
    public void Every_finding_of_CheXpert_has_terms_and_a_concept()
    {
        foreach (Finding finding in FindingSet.CheXpert)
        {
            FindingLexicon part = Lexicon.Default.Findings.Single(part => part.Finding == finding);
            part.Terms.ShouldNotBeEmpty();
            part.Cui.ShouldNotBeNull();
        }
    }

    private static IEnumerable<string> Sentences(LexiconTerm term) =>
        PhrasePattern.Expand(term.Pattern).Select(phrase => string.Join(' ', phrase.Select(element => (element.Word ?? "really").Replace("#", "12")).Where(word => word != "-")));
}
