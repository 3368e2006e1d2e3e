namespace MedClip.Knowledge.Tests;

public sealed class ClassNameTests
{
    private static readonly ReportLabeler Labeler = new();

    [Theory]
    [InlineData("Atelectasis", "Atelectasis")]
    [InlineData("Cardiomegaly", "Cardiomegaly")]
    [InlineData("Effusion", "Pleural Effusion")]
    [InlineData("Infiltration", "Lung Opacity")]
    [InlineData("Mass", "Lung Lesion")]
    [InlineData("Nodule", "Lung Lesion")]
    [InlineData("Pneumonia", "Pneumonia")]
    [InlineData("Pneumothorax", "Pneumothorax")]
    [InlineData("Consolidation", "Consolidation")]
    [InlineData("Edema", "Edema")]
    [InlineData("Pleural_Thickening", "Pleural Other")]
    [InlineData("PleuralThickening", "Pleural Other")]
    [InlineData("Lung Opacity", "Lung Opacity")]
    [InlineData("Normal", "No Finding")]
    [InlineData("No_findings", "No Finding")]
    [InlineData("Support Devices", "Support Devices")]
    public void Classes_of_data_sets_stand_for_their_findings(string className, string finding) => Labeler.LabelClassName(className).Positives.Select(one => one.Name).ShouldContain(finding);

    [Theory]
    [InlineData("Emphysema")]
    [InlineData("Fibrosis")]
    [InlineData("Hernia")]
    [InlineData("Dog")]
    public void Classes_beyond_the_findings_stand_for_none(string className) => Labeler.LabelClassName(className).Positives.ShouldBeEmpty();

    [Fact]
    public void A_class_of_ones_own_ontology_is_found_by_its_lexicon()
    {
        var labeler = new ReportLabeler(new LabelerOptions { Lexicon = Lexicon.Default.With(FindingLexicon.Parse("finding: Viral Disease\ncui: C5203670\n[terms]\ncovid [#]\n", "own")) });
        labeler.LabelClassName("COVID-19").Positives.Select(one => one.Name).ShouldContain("Viral Disease");
    }
}
