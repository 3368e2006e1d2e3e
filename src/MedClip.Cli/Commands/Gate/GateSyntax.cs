using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip gate CKPT --images DIR|TABLE.csv [--fit] [--seed N] [--output SCORES.csv]</c></summary>
internal sealed class GateSyntax : CommandSyntax<GateOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly ImageInputSyntax images = new(required: true);
    private readonly Option<bool> fit = Declare.Flag("--fit", "Fit a gate on these films and keep it in the checkpoint's manifest (training does so by itself).");
    private readonly Option<ulong?> seed = Declare.Seed("Seed of the fit (default 0).");
    private readonly Option<string?> output = Declare.Text("--output", "SCORES.csv", "Table to write: 'image', 'score' and 'refused'.");

    public GateSyntax()
        : base("gate", "Try which pictures a checkpoint refuses as no chest films, or fit its gate.")
    {
        Add(checkpoint);
        images.AddTo(this);
        Add(fit);
        Add(seed);
        Add(output);
    }

    public override GateOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed)!,
        Fit = parsed.GetValue(fit),
        Seed = parsed.GetValue(seed) ?? 0,
        Output = parsed.GetValue(output),
    };
}
