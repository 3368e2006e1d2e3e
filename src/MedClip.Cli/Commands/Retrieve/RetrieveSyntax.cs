using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip retrieve CKPT --images … --texts … --output HITS.csv [-k 10]</c></summary>
internal sealed class RetrieveSyntax : CommandSyntax<RetrieveOptions>
{
    private const int DefaultCount = 10;

    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly Option<string?> images = Declare.Text("--images", "DIR|TABLE.csv", "Folder of pictures, or table with a column 'path' or 'image'.", required: true);
    private readonly Option<string?> imageRoot = Declare.Text("--image-root", "DIR", "Folder that the table's paths start from (default: the table's own folder).");
    private readonly Option<string?> texts = Declare.Text("--texts", "TEXTS.csv|TEXTS.txt", "Table with a column 'sentence', 'text' or 'report', or a text file with one text a line.", required: true);
    private readonly Option<string?> output = Declare.Text("--output", "HITS.csv", "Table to write: image, rank, text and score; the best first.", required: true);
    private readonly Option<int?> count = Declare.WholeNumber("-k", $"Texts for each image (default {DefaultCount}).", atLeast: 1);
    private readonly Option<UnreadablePictures?> unreadable = UnreadableOption.Declare();

    public RetrieveSyntax()
        : base("retrieve", "Find the texts that fit each film best.")
    {
        Add(checkpoint);
        Add(images);
        Add(imageRoot);
        Add(texts);
        Add(output);
        Add(count);
        Add(unreadable);
    }

    public override RetrieveOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = parsed.GetRequiredValue(images)!,
        ImageRoot = parsed.GetValue(imageRoot),
        Texts = parsed.GetRequiredValue(texts)!,
        Output = parsed.GetRequiredValue(output)!,
        Count = parsed.GetValue(count) ?? DefaultCount,
        Unreadable = parsed.GetValue(unreadable) ?? UnreadablePictures.Skip,
    };
}
