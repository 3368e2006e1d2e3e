using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip zeroshot CKPT --images DIR|TABLE.csv --output SCORES.csv …</c></summary>
internal sealed class ZeroShotSyntax : CommandSyntax<ZeroShotOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly ImageInputSyntax images = new(required: true);
    private readonly Option<string?> output = Declare.Text("--output", "SCORES.csv", "Table to write: 'image' and one column of scores for each finding; higher means more likely; for a calibrated checkpoint also one of probabilities (medclip calibrate). With finding columns in the table, metrics.json and report.html stand beside it.", required: true);
    private readonly Option<string?> findings = Declare.Text("--findings", "a,b,c", "Findings to score (default: those the model was trained on).");
    private readonly Option<string?> prompts = Declare.Text("--prompts", "FILE.json", "Prompts by finding: {\"Edema\": [\"pulmonary edema\", …], …} (default: the built-in ones, builtin:default; others: builtin:graded, builtin:covid, builtin:rsna).");
    private readonly FilmGateSyntax gate = new();
    private readonly ComputeSyntax compute = new();

    public ZeroShotSyntax()
        : base("zeroshot", "Score films for findings by prompts, without training on them.")
    {
        Add(checkpoint);
        images.AddTo(this);
        Add(output);
        Add(findings);
        Add(prompts);
        gate.AddTo(this);
        compute.AddTo(this);
    }

    public override ZeroShotOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed)!,
        Output = parsed.GetRequiredValue(output)!,
        Findings = parsed.GetValue(findings)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Prompts = parsed.GetValue(prompts),
        Compute = gate.Bind(parsed, compute.Bind(parsed)),
    };
}
