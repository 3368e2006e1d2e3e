namespace MedClip.Knowledge.Tests;

public sealed class LexiconExtractorTests
{
    private static readonly ReportLabeler Labeler = new();

    [Theory]
    [InlineData("pericardial effusion", "Pleural Effusion", false)]
    [InlineData("pericardial effusion and pleural effusion", "Pleural Effusion", true)]
    [InlineData("calcified granulomatous nodule", "Lung Lesion", false)]
    [InlineData("a nodule and a calcified nodule", "Lung Lesion", true)]
    [InlineData("soft tissue edema", "Edema", false)]
    [InlineData("vertebral collapse", "Atelectasis", false)]
    [InlineData("right lower lobe collapse", "Atelectasis", true)]
    [InlineData("nodular opacity", "Lung Lesion", true)]
    [InlineData("old granulomatous infection", "Pneumonia", false)]
    [InlineData("kerley B lines", "Support Devices", false)]
    [InlineData("PICC line in place", "Support Devices", true)]
    [InlineData("fracture of the sternotomy wire", "Fracture", false)]
    public void Look_alikes_are_no_mentions(string sentence, string finding, bool mentioned) =>
        (Labeler.Label(sentence).Labels[new Finding(finding)] != LabelValue.NotMentioned).ShouldBe(mentioned);

    [Fact]
    public void The_longest_term_of_a_finding_is_the_evidence()
    {
        const string Text = "Small left pleural effusion.";
        Labeler.Label(Text).Mentions.Single().Span.Of(Text).ShouldBe("pleural effusion");
    }

    [Fact]
    public void Another_extractor_can_take_the_lexicons_place()
    {
        var labeler = new ReportLabeler(new LabelerOptions { Extractor = _ => new ShoutingExtractor() });
        LabeledReport report = labeler.Label("No EDEMA, but a fracture.");
        report.Labels[Finding.Edema].ShouldBe(LabelValue.Negative);
        report.Labels[Finding.Fracture].ShouldBe(LabelValue.NotMentioned);
    }

    private sealed class ShoutingExtractor : IEntityExtractor
    {
        public FindingSet Labels => FindingSet.CheXpert;

        public void Extract(TokenizedText text, int first, int end, List<Entity> found)
        {
            for (int i = first; i < end; i++)
            {
                string word = text.CharactersOf(i).ToString();
                if (word.Length > 3 && word.All(char.IsUpper) && Labels.TryGetIndex(word, out int label))
                {
                    found.Add(new Entity(label, new LexiconTerm(Labels[label], word), i, i + 1, 1));
                }
            }
        }
    }
}
