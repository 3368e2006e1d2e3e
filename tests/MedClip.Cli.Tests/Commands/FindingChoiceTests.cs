namespace MedClip.Cli.Tests;

public class FindingChoiceTests
{
    [Fact]
    public void Names_are_matched_without_regard_to_case_and_spaces_and_by_other_data_sets_spellings() =>
        FindingChoice.Of(FindingSet.CheXpert, ["pleural_effusion", "EDEMA", "Effusion"]).Names.ShouldBe(["Pleural Effusion", "Edema"]);

    [Fact]
    public void An_unknown_finding_is_refused_with_the_known_ones()
    {
        string message = Should.Throw<InvalidInputException>(() => FindingChoice.Of(FindingSet.CheXpert, ["Edema", "Gout"])).Message;

        message.ShouldContain("'Gout'");
        message.ShouldContain("Cardiomegaly");
    }

    [Fact]
    public void Without_names_all_findings_are_meant() => FindingChoice.Of(FindingSet.CheXpert, null).ShouldBe(FindingSet.CheXpert);
}
