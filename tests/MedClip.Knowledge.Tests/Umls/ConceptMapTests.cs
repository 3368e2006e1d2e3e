namespace MedClip.Knowledge.Tests;

public sealed class ConceptMapTests
{
    [Theory]
    [InlineData("C2021206", "Enlarged Cardiomediastinum")]
    [InlineData("C0018800", "Cardiomegaly")]
    [InlineData("C0332448", "Lung Opacity")]
    [InlineData("C0149726", "Lung Lesion")]
    [InlineData("C0018801", "Edema")]
    [InlineData("C0702116", "Consolidation")]
    [InlineData("C0032285", "Pneumonia")]
    [InlineData("C0004144", "Atelectasis")]
    [InlineData("C0020303", "Pneumothorax")]
    [InlineData("C0013687", "Pleural Effusion")]
    [InlineData("C0264545", "Pleural Other")]
    [InlineData("C0080179", "Fracture")]
    [InlineData("C0008034", "Support Devices")]
    [InlineData("C0205307", "No Finding")]
    public void Concepts_stand_for_their_findings(string cui, string finding)
    {
        ConceptMap.Default.TryGet(cui, out MappedConcept concept).ShouldBeTrue();
        concept.Finding.Name.ShouldBe(finding);
    }

    [Fact]
    public void Emphysema_only_rules_No_Finding_out()
    {
        ConceptMap.Default.TryGet("C0034067", out MappedConcept concept).ShouldBeTrue();
        concept.Kind.ShouldBe(MappedConceptKind.Blocks);
        ConceptMap.Default.Labels.ShouldBe(FindingSet.CheXpert);
    }

    [Fact]
    public void A_map_of_ones_own_may_go_beyond_the_14()
    {
        ConceptMap map = ConceptMap.Default.With(new Finding("COVID"), "C5203670", "C3544344");
        map.Labels.Count.ShouldBe(15);
        map.TryGet("C3544344", out MappedConcept concept).ShouldBeTrue();
        concept.Finding.Name.ShouldBe("COVID");
        ConceptMap.Parse("[COVID]\nC5203670 // disease\n", "x").Labels.Count.ShouldBe(15);
    }

    [Theory]
    [InlineData("C0018800\n", "line 1")]
    [InlineData("[Cardiomegaly\nC0018800\n", "line 1")]
    [InlineData("[Cardiomegaly] loud\n", "line 1")]
    [InlineData("[Cardiomegaly]\nC001880\n", "line 2")]
    [InlineData("[Cardiomegaly]\nC0018800\nC0018800\n", "line 3")]
    public void A_malformed_map_is_refused_with_its_line(string text, string line) => Should.Throw<InvalidInputException>(() => ConceptMap.Parse(text, "map.txt")).Message.ShouldStartWith($"map.txt, {line}");
}
