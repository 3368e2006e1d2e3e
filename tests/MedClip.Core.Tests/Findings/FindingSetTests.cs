namespace MedClip.Core.Tests;

public class FindingSetTests
{
    [Fact]
    public void CheXpert_has_fourteen_findings_in_the_order_of_the_papers_table_5() =>
        FindingSet.CheXpert.Names.ShouldBe(
        [
            "No Finding", "Enlarged Cardiomediastinum", "Cardiomegaly", "Lung Opacity", "Lung Lesion", "Edema", "Consolidation",
            "Pneumonia", "Atelectasis", "Pneumothorax", "Pleural Effusion", "Pleural Other", "Fracture", "Support Devices",
        ]);

    [Theory]
    [InlineData("pleural_effusion")]
    [InlineData("PLEURAL EFFUSION")]
    [InlineData(" Pleural-Effusion ")]
    public void Names_match_without_regard_to_case_spaces_and_punctuation(string name)
    {
        FindingSet.CheXpert.TryGetIndex(name, out int index).ShouldBeTrue();
        index.ShouldBe(10);
        new Finding(name).ShouldBe(Finding.PleuralEffusion);
        new Finding(name).GetHashCode().ShouldBe(Finding.PleuralEffusion.GetHashCode());
    }

    [Fact]
    public void A_missing_finding_has_no_place()
    {
        FindingSet.Competition.IndexOf(Finding.Fracture).ShouldBe(-1);
        FindingSet.Competition.Contains(Finding.Fracture).ShouldBeFalse();
        FindingSet.Competition.TryGetIndex("Fracture", out int index).ShouldBeFalse();
        index.ShouldBe(-1);
    }

    [Fact]
    public void A_subset_keeps_the_order_asked_for()
    {
        FindingSet subset = FindingSet.CheXpert.Subset(["edema", "Cardiomegaly"]);
        subset.ShouldBe([Finding.Edema, Finding.Cardiomegaly]);
        subset.ShouldBe(FindingSet.Of("Edema", "Cardiomegaly"));
        subset.Equals(FindingSet.Of("Cardiomegaly", "Edema")).ShouldBeFalse();
        subset.GetHashCode().ShouldNotBe(FindingSet.Of("Cardiomegaly", "Edema").GetHashCode());
    }

    [Fact]
    public void All_unknown_names_are_said_at_once()
    {
        string message = Should.Throw<InvalidInputException>(() => FindingSet.CheXpert.Subset(["Gout", "Edema", "Flu"])).Message;
        message.ShouldStartWith("Unknown findings 'Gout', 'Flu'; known are: No Finding,");
    }

    [Fact]
    public void Doubled_and_empty_sets_are_refused()
    {
        Should.Throw<ArgumentException>(() => FindingSet.Of("Edema", "edema")).Message.ShouldContain("'edema' is named twice");
        Should.Throw<ArgumentException>(() => FindingSet.Of()).Message.ShouldContain("at least one");
        Should.Throw<ArgumentException>(() => new Finding("--")).Message.ShouldContain("no letter or digit");
    }
}
