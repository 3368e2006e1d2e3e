namespace MedClip.Cli.Tests;

public class PromptFileTests
{
    private static IReadOnlyDictionary<Finding, IReadOnlyList<string>> Read(string json)
    {
        using var folder = new TemporaryFolder();
        return PromptFile.Read(folder.Write("prompts.json", json), FindingSet.CheXpert);
    }

    [Fact]
    public void Prompts_are_read_by_finding() =>
        Read("""{ "edema": ["pulmonary edema", "vascular congestion"] }""")[Finding.Edema].ShouldBe(["pulmonary edema", "vascular congestion"]);

    [Theory]
    [InlineData("[]", "no file of prompts")]
    [InlineData("{ \"Edema\": \"text\" }", "no file of prompts")]
    [InlineData("null", "holds null")]
    [InlineData("{ \"Edema\": [] }", "there is no prompt")]
    [InlineData("{ \"Edema\": [\" \"] }", "blank")]
    [InlineData("{ \"Gout\": [\"gout\"] }", "Unknown finding 'Gout'")]
    public void A_wrong_file_is_refused(string json, string says) =>
        Should.Throw<InvalidInputException>(() => Read(json)).Message.ShouldContain(says);

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<InvalidInputException>(() => PromptFile.Read("absent.json", FindingSet.CheXpert)).Message.ShouldContain("absent.json");
}
