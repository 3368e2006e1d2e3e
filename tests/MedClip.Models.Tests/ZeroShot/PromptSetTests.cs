namespace MedClip.Models.Tests;

public sealed class PromptSetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_built_in_set_has_all_findings_and_negatives_that_speak_of_absence()
    {
        PromptSet.Default.Findings.ShouldBe(FindingSet.CheXpert);
        PromptSet.Default.Items.Where(item => item.Negative.Count == 0).Select(item => item.Finding).ShouldBe([Finding.NoFinding]);
        string[] all = [.. PromptSet.Default.Items.SelectMany(item => item.Positive.Concat(item.Negative))];
        PromptSet.Default.Items.ShouldAllBe(item => item.Positive.Distinct().Count() == item.Positive.Count);
        PromptSet.Default.Items.ShouldAllBe(item => !item.Positive.Intersect(item.Negative).Any());
        all.ShouldAllBe(prompt => prompt.EndsWith('.'));
    }

    [Fact]
    public void A_file_gives_findings_in_its_order_with_or_without_negatives()
    {
        PromptSet set = Load("""{ "pleural_effusion": ["fluid", "effusion"], "COVID": { "positive": ["ground glass"], "negative": ["clear"] } }""");
        set.Findings.Names.ShouldBe(["pleural_effusion", "COVID"]);
        set.Findings[0].ShouldBe(Finding.PleuralEffusion);
        set.Items[0].Positive.ShouldBe(["fluid", "effusion"]);
        set.Items[0].Negative.ShouldBeEmpty();
        set.Items[1].Negative.ShouldBe(["clear"]);
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("{}", "names no finding")]
    [InlineData("{ \"Edema\": 3 }", "'Edema'")]
    [InlineData("{ \"Edema\": [3] }", "list of texts")]
    [InlineData("{ \"Edema\": [\"x\", \"{how} edema\"] }", "'Edema'[1]: {how} is no slot here; known are none")]
    [InlineData("{ \"findings\": { \"Edema\": { \"positive\": [\"{how} edema\"] } }, \"slots\": { \"severity\": [\"mild\"] } }", "findings.'Edema'.'positive'[0]: {how} is no slot here; known are severity")]
    [InlineData("{ \"findings\": { \"Edema\": [\"x\"] }, \"slots\": { \"severity\": [] } }", "slots.'severity': must be a list of 1 to 100 texts")]
    [InlineData("{ \"findings\": { \"Edema\": [\"x\"] }, \"slots\": { \"Severity\": [\"mild\"] } }", "lower-case")]
    [InlineData("{ \"findings\": [] }", "whose members are findings")]
    [InlineData("{ \"findings\": { \"Edema\": [\"x\"] }, \"Fracture\": [\"y\"] }", "belongs under 'findings'")]
    [InlineData("{ \"Edema\": [] }", "no positive prompt")]
    [InlineData("{ \"Edema\": [\" \"] }", "blank")]
    [InlineData("{ \"Edema\": { \"positives\": [\"x\"] } }", "positives")]
    [InlineData("{ \"Edema\": [\"x\"], \"edema\": [\"y\"] }", "twice")]
    [InlineData("{ \"--\": [\"x\"] }", "not a finding")]
    [InlineData("{ \"Edema\": [\"x\" }", "line 1")]
    public void A_wrong_file_is_refused_naming_file_and_cause(string json, string cause)
    {
        string message = Should.Throw<InvalidInputException>(() => Load(json)).Message;
        message.ShouldContain("prompts.json");
        message.ShouldContain(cause);
    }

    [Fact]
    public void A_missing_file_is_said() =>
        Should.Throw<InvalidInputException>(() => PromptSet.Load(folder.File("none.json"))).Message.ShouldContain("no such prompt file");

    [Fact]
    public void A_subset_keeps_the_asked_order_and_names_what_is_unknown()
    {
        PromptSet.Default.Subset(FindingSet.Competition).Findings.ShouldBe(FindingSet.Competition);
        Should.Throw<InvalidInputException>(() => PromptSet.Default.Subset(FindingSet.Of("Edema", "Gout"))).Message.ShouldContain("'Gout'");
    }

    public void Dispose() => folder.Dispose();

    private PromptSet Load(string json)
    {
        string path = folder.File("prompts.json");
        File.WriteAllText(path, json);
        return PromptSet.Load(path);
    }
}
