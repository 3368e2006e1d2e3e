using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip reproduce table1|… --data DIR --model NAME=CKPT --output DIR</c></summary>
internal sealed class ReproduceSyntax : CommandSyntax<ReproduceOptions>
{
    private readonly Argument<string> artefact;
    private readonly Option<string?> data = Declare.Text("--data", "DIR", $"Folder of data sets that medclip prepare wrote, each under its own name: {string.Join(", ", PreparedSets.All.Select(set => $"DIR/{set}"))}.", required: true);
    private readonly Option<string[]> models = Declare.Texts("--model", "NAME=CKPT", "A model and what the report calls it; the paper's names (MedCLIP-ViT, CLIP, …) stand beside the paper's numbers. May be repeated.");
    private readonly Option<string?> output = Declare.Text("--output", "DIR", "Folder for report.html, report.json and finished rows; the same command goes on where it was stopped.", required: true);
    private readonly Option<string?> on = Declare.Text("--on", "a,b", $"table1, table2, table3: the sets to use (default all): {string.Join(", ", PreparedSets.All)}.");
    private readonly Option<double?> scale = Declare.Number("--scale", "Multiplies all sizes of sets, for less data than the paper's (default 1).", value => value is > 0 and <= 1, "a number above 0 and at most 1");
    private readonly Option<int?> draws = Declare.WholeNumber("--draws", "table1: how often prompts are drawn (default 5).", atLeast: 1);
    private readonly Option<int?> promptsPerDraw = Declare.WholeNumber("--prompts-per-draw", "table1: prompts of a class in a draw (default 10).", atLeast: 1);
    private readonly Option<string?> prompts = Declare.Text("--prompts", "FILE.json", "Prompts by finding, in place of the built-in ones for the findings that it names.");
    private readonly Option<ProbeHeadKind?> head = Declare.Choice("--head", "table2: logistic (default) or sgd.", ("logistic", ProbeHeadKind.Logistic), ("sgd", ProbeHeadKind.Sgd));
    private readonly Option<string?> config = Declare.Text("--config", "NAME|FILE.json", "fig1: the recipe to pre-train by, as in medclip pretrain.");
    private readonly Option<string[]> settings = Declare.Texts("--set", "key=value", "fig1: one setting of the recipe; may be repeated.");
    private readonly Option<int?> epochs = Declare.WholeNumber("--epochs", "fig1: passes over the films.", atLeast: 1);
    private readonly Option<ulong?> seed = Declare.Seed("Of all choices of films, sentences and prompts (default 0).");
    private readonly ComputeSyntax compute = new();

    public ReproduceSyntax(IEnumerable<IArtefact> artefacts)
        : base("reproduce", "Measure a table or figure of the paper, with the paper's own numbers beside.")
    {
        IArtefact[] known = [.. artefacts];
        artefact = Declare.Positional("ARTEFACT", string.Join("; ", known.Select(a => $"{a.Name}: {a.Description}")) + ".");
        artefact.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && !known.Any(a => a.Name == name))
            {
                result.AddError($"ARTEFACT is one of {string.Join(", ", known.Select(a => a.Name))}, not '{name}'.");
            }
        });
        artefact.HelpName = string.Join('|', known.Select(a => a.Name));
        Add(artefact);
        foreach (Option option in (Option[])[data, models, output, on, scale, draws, promptsPerDraw, prompts, head, config, settings, epochs, seed])
        {
            Add(option);
        }

        compute.AddTo(this);
        SettingPairs.Check(models);
        SettingPairs.Check(settings);
        Validators.Add(result =>
        {
            if (result.GetResult(on) is { Tokens: [{ Value: var names }] } && names.Split(',', StringSplitOptions.TrimEntries).FirstOrDefault(name => !PreparedSets.All.Contains(name)) is { } wrong)
            {
                result.AddError($"--on takes {string.Join(", ", PreparedSets.All)}, not '{wrong}'.");
            }
        });
    }

    public override ReproduceOptions Bind(ParseResult parsed) => new()
    {
        Artefact = parsed.GetRequiredValue(artefact),
        Data = parsed.GetRequiredValue(data)!,
        Output = parsed.GetRequiredValue(output)!,
        Models = SettingPairs.Of(parsed.GetValue(models) ?? []),
        On = parsed.GetValue(on)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Scale = parsed.GetValue(scale) ?? 1,
        Draws = parsed.GetValue(draws) ?? 5,
        PromptsPerDraw = parsed.GetValue(promptsPerDraw) ?? 10,
        Prompts = parsed.GetValue(prompts),
        Head = parsed.GetValue(head) ?? ProbeHeadKind.Logistic,
        Config = parsed.GetValue(config),
        Settings = SettingPairs.Of(parsed.GetValue(settings) ?? []),
        Epochs = parsed.GetValue(epochs),
        Seed = parsed.GetValue(seed) ?? 0,
        Compute = compute.Bind(parsed),
    };
}
