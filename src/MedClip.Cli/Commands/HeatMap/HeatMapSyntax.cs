using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip heatmap CKPT FILM [--finding NAME] [--output FILE.png] …</c></summary>
internal sealed class HeatMapSyntax : CommandSyntax<HeatMapCommandOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly Argument<string> film = Declare.Positional("FILM", "A picture or DICOM file.");
    private readonly Option<string?> finding = Declare.Text("--finding", "NAME", "The finding (default: the one with the highest probability, or score where the checkpoint is not calibrated).");
    private readonly Option<string?> prompts = Declare.Text("--prompts", "FILE.json", "Prompts by finding (default: the built-in ones, builtin:default; others: builtin:graded, builtin:covid, builtin:rsna).");
    private readonly Option<string?> output = Declare.Text("--output", "FILE.png", "Picture to write; FILE.json beside it holds the numbers and a description (default heatmap.png).");
    private readonly Option<int?> side = Declare.WholeNumber("--side", "Side of the picture in pixels (default 448).", 32);
    private readonly FilmGateSyntax gate = new();
    private readonly ComputeSyntax compute = new();

    public HeatMapSyntax()
        : base("heatmap", "Show where in a film a finding's zero-shot score comes from (Grad-CAM).")
    {
        Add(checkpoint);
        Add(film);
        Add(finding);
        Add(prompts);
        Add(output);
        Add(side);
        gate.AddTo(this);
        compute.AddTo(this);
    }

    public override HeatMapCommandOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Film = parsed.GetRequiredValue(film),
        Finding = parsed.GetValue(finding),
        Prompts = parsed.GetValue(prompts),
        Output = parsed.GetValue(output) ?? "heatmap.png",
        Side = parsed.GetValue(side) ?? new MedClip.HeatMapOptions().PictureSide,
        Compute = gate.Bind(parsed, compute.Bind(parsed)),
    };
}
