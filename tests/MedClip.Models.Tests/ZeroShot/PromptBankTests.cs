using System.Text.Json.Nodes;
using Json.Schema;

namespace MedClip.Models.Tests;

public sealed class PromptBankTests : IDisposable
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(PromptBanks.Schema);
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Banks() => [.. PromptBanks.Names];

    [Theory]
    [MemberData(nameof(Banks))]
    public void A_built_in_bank_fits_the_schema_and_says_its_licence(string name)
    {
        JsonNode bank = Bank(name);

        Schema.Evaluate(bank).IsValid.ShouldBeTrue(name);
        bank["licence"]!.GetValue<string>().ShouldBe("MIT");
        bank["name"]!.GetValue<string>().ShouldBe(name);
    }

    [Theory]
    [MemberData(nameof(Banks))]
    public void Its_prompts_are_distinct_sentences_and_none_stands_on_both_sides(string name)
    {
        PromptSet bank = PromptBanks.Load(name);
        foreach (FindingPrompts item in bank.Items)
        {
            string[] all = [.. item.Positive, .. item.Negative];
            all.ShouldBeUnique();
            all.ShouldAllBe(prompt => prompt.EndsWith('.') && char.IsUpper(prompt[0]) && !prompt.Contains('{') && !prompt.Contains("  "));
        }

        bank.Items.Where(item => item.Finding != Finding.NoFinding).ShouldAllBe(item => item.Negative.Count >= 2);
    }

    [Fact]
    public void The_graded_bank_has_every_finding_in_many_ways()
    {
        PromptSet graded = PromptBanks.Load("graded");
        graded.Findings.ShouldBe(FindingSet.CheXpert);
        graded.Items.ShouldAllBe(item => item.Positive.Count >= 8 && item.Positive.Count <= 80);
        IReadOnlyList<string> effusion = graded.Items[graded.Findings.IndexOf(Finding.PleuralEffusion)].Positive;
        effusion.ShouldContain("Small left pleural effusion.");
        effusion.ShouldContain("Large right pleural effusion.");
        effusion.ShouldContain("Worsening left pleural effusion.");
    }

    [Fact]
    public void Banks_of_the_papers_two_further_data_sets_are_there()
    {
        PromptSet.Load("builtin:covid").Findings.Names.ShouldBe(["COVID-19"]);
        PromptSet.Load("builtin:RSNA").Findings.ShouldBe(FindingSet.Of("Pneumonia"));
        Should.Throw<InvalidInputException>(() => PromptSet.Load("builtin:none")).Message.ShouldContain("default, graded, covid, rsna");
    }

    [Fact]
    public void Templates_take_every_combination_once_and_a_findings_own_slots_first()
    {
        string path = folder.File("mine.json");
        File.WriteAllText(path, """
            { "slots": { "side": ["left", "right"], "size": ["small", ""] },
              "findings": { "Gout": { "positive": ["{size} {side} tophus.", "{side}."], "slots": { "side": ["upper"] } }, "Rest": ["{side} {side} film."] } }
            """);

        PromptSet set = PromptSet.Load(path);

        set.Items[0].Positive.ShouldBe(["Small upper tophus.", "Upper tophus.", "Upper."]);
        set.Items[1].Positive.ShouldBe(["Left left film.", "Right right film."]);
    }

    [Fact]
    public void Too_many_combinations_are_refused_before_they_are_made()
    {
        string many = string.Join(", ", Enumerable.Range(0, 100).Select(i => $"\"v{i}\""));
        string path = folder.File("bomb.json");
        File.WriteAllText(path, $$"""{ "slots": { "a": [{{many}}], "b": [{{many}}], "c": [{{many}}], "d": [{{many}}], "e": [{{many}}] }, "findings": { "Edema": ["{a} {b} {c} {d} {e}"] } }""");

        Should.Throw<InvalidInputException>(() => PromptSet.Load(path)).Message.ShouldContain("more than 10000 prompts");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"Edema\": [] }")]
    [InlineData("{ \"Edema\": { \"positives\": [\"x\"] } }")]
    [InlineData("{ \"Edema\": [3] }")]
    [InlineData("{ \"Edema\": [\" \"] }")]
    [InlineData("{ \"--\": [\"x\"] }")]
    [InlineData("{ \"findings\": {} }")]
    [InlineData("{ \"findings\": { \"Edema\": [\"x\"] }, \"Fracture\": [\"y\"] }")]
    [InlineData("{ \"findings\": { \"Edema\": [\"x\"] }, \"slots\": { \"A\": [\"y\"] } }")]
    public void What_the_schema_refuses_the_reader_refuses_too(string json)
    {
        string path = folder.File("wrong.json");
        File.WriteAllText(path, json);

        Schema.Evaluate(JsonNode.Parse(json)).IsValid.ShouldBeFalse();
        Should.Throw<InvalidInputException>(() => PromptSet.Load(path));
    }

    [Theory]
    [InlineData("{ \"Edema\": [\"x\"], \"Gout\": { \"positive\": [\"y\"], \"negative\": [] } }")]
    [InlineData("{ \"$schema\": \"prompt-bank.schema.json\", \"Edema\": [\"x\"] }")]
    [InlineData("{ \"slots\": { \"a\": [\"b\"] }, \"findings\": { \"Edema\": [\"{a} x\"] } }")]
    public void What_the_reader_takes_the_schema_takes_too(string json)
    {
        string path = folder.File("right.json");
        File.WriteAllText(path, json);

        PromptSet.Load(path).Findings[0].ShouldBe(Finding.Edema);
        Schema.Evaluate(JsonNode.Parse(json)).IsValid.ShouldBeTrue();
    }

    public void Dispose() => folder.Dispose();

    private static JsonNode Bank(string name)
    {
        using Stream stream = PromptBanks.OpenFile(name);
        return JsonNode.Parse(stream)!;
    }
}
