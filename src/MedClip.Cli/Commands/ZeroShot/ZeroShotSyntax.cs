using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip zeroshot CKPT --images DIR|TABLE.csv --output SCORES.csv …</c></summary>
internal sealed class ZeroShotSyntax : CommandSyntax<ZeroShotOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly Option<string?> images = Declare.Text("--images", "DIR|TABLE.csv", "Folder of pictures, or table with a column 'path' or 'image'; with finding columns the scores are evaluated too.", required: true);
    private readonly Option<string?> imageRoot = Declare.Text("--image-root", "DIR", "Folder that the table's paths start from (default: the table's own folder).");
    private readonly Option<string?> output = Declare.Text("--output", "SCORES.csv", "Table to write: 'image' and one column of scores for each finding; higher means more likely.", required: true);
    private readonly Option<string?> findings = Declare.Text("--findings", "a,b,c", "Findings to score (default: those the model was trained on).");
    private readonly Option<string?> prompts = Declare.Text("--prompts", "FILE.json", "Prompts by finding: {\"Edema\": [\"pulmonary edema\", …], …} (default: the built-in ones).");
    private readonly Option<UnreadablePictures?> unreadable = UnreadableOption.Declare();

    public ZeroShotSyntax()
        : base("zeroshot", "Score films for findings by prompts, without training on them.")
    {
        Add(checkpoint);
        Add(images);
        Add(imageRoot);
        Add(output);
        Add(findings);
        Add(prompts);
        Add(unreadable);
    }

    public override ZeroShotOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = parsed.GetRequiredValue(images)!,
        ImageRoot = parsed.GetValue(imageRoot),
        Output = parsed.GetRequiredValue(output)!,
        Findings = parsed.GetValue(findings)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Prompts = parsed.GetValue(prompts),
        Unreadable = parsed.GetValue(unreadable) ?? UnreadablePictures.Skip,
    };
}
