namespace MedClip.Core.Tests;

public sealed class FindingAliasesTests
{
    [Theory]
    [InlineData("Effusion", "Pleural Effusion")]
    [InlineData("Infiltration", "Lung Opacity")]
    [InlineData("Nodule", "Lung Lesion")]
    [InlineData("MASS", "Lung Lesion")]
    [InlineData("Pleural_Thickening", "Pleural Other")]
    [InlineData("pleural effusion", "Pleural Effusion")]
    [InlineData("No_findings", "No Finding")]
    [InlineData("Normal", "No Finding")]
    [InlineData("lung_opacity", "Lung Opacity")]
    public void Class_names_of_data_sets_resolve_to_findings(string className, string finding) =>
        FindingAliases.Resolve(className).ShouldBe(new Finding(finding));

    [Theory]
    [InlineData("Emphysema")]
    [InlineData("Fibrosis")]
    [InlineData("Hernia")]
    [InlineData("Covid-19")]
    public void A_class_outside_the_14_only_blocks_No_Finding(string className)
    {
        FindingAliases.TryResolve(className, out FindingAlias alias).ShouldBeTrue();
        alias.Finding.ShouldBeNull();
        alias.BlocksNoFinding.ShouldBeTrue();
    }

    [Theory]
    [InlineData("No Finding", false)]
    [InlineData("Support Devices", false)]
    [InlineData("Fracture", true)]
    public void Every_finding_but_devices_blocks_No_Finding(string className, bool blocks)
    {
        FindingAliases.TryResolve(className, out FindingAlias alias).ShouldBeTrue();
        alias.BlocksNoFinding.ShouldBe(blocks);
    }

    [Fact]
    public void Every_finding_resolves_to_itself() =>
        FindingSet.CheXpert.ShouldAllBe(finding => FindingAliases.Resolve(finding.Name) == finding);

    [Theory]
    [InlineData("patient")]
    [InlineData("")]
    public void Other_column_names_are_unknown(string name) => FindingAliases.TryResolve(name, out _).ShouldBeFalse();
}
