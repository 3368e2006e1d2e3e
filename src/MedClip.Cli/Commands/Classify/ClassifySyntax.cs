using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip classify CKPT --images DIR|TABLE.csv --output SCORES.csv</c></summary>
internal sealed class ClassifySyntax : CommandSyntax<ClassifyOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder that medclip probe, medclip finetune or medclip pretrain --objective supervised made.");
    private readonly ImageInputSyntax images = new(required: true);
    private readonly Option<string?> output = Declare.Text("--output", "SCORES.csv", "Table to write: 'image' and one column of probabilities for each finding. With finding columns in the table, metrics.json and report.html stand beside it.", required: true);
    private readonly Option<bool> logits = Declare.Flag("--logits", "Write logits instead of probabilities.");

    private readonly FilmGateSyntax gate = new();

    public ClassifySyntax()
        : base("classify", "Classify films with a model that was trained on labels.")
    {
        Add(checkpoint);
        images.AddTo(this);
        Add(output);
        Add(logits);
        gate.AddTo(this);
    }

    public override ClassifyOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed)!,
        Output = parsed.GetRequiredValue(output)!,
        Logits = parsed.GetValue(logits),
        Compute = gate.Bind(parsed, new EmbedderOptions()),
    };
}
