using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip embed CKPT [--images …] [--texts …] --output EMB.safetensors</c></summary>
internal sealed class EmbedSyntax : CommandSyntax<EmbedOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly Option<string?> images = Declare.Text("--images", "DIR|TABLE.csv", "Folder of pictures, or table with a column 'path' or 'image'.");
    private readonly Option<string?> imageRoot = Declare.Text("--image-root", "DIR", "Folder that the table's paths start from (default: the table's own folder).");
    private readonly Option<string?> texts = Declare.Text("--texts", "TEXTS.csv|TEXTS.txt", "Table with a column 'sentence', 'text' or 'report', or a text file with one text a line.");
    private readonly Option<string?> output = Declare.Text("--output", "EMB.safetensors", "File to write: tensors 'images' (N, P) and 'texts' (M, P) of unit vectors, their names in the metadata.", required: true);
    private readonly Option<UnreadablePictures?> unreadable = UnreadableOption.Declare();

    public EmbedSyntax()
        : base("embed", "Write the embeddings of films and texts.")
    {
        Add(checkpoint);
        Add(images);
        Add(imageRoot);
        Add(texts);
        Add(output);
        Add(unreadable);
        Validators.Add(result =>
        {
            if (result.GetResult(images) is null && result.GetResult(texts) is null)
            {
                result.AddError("--images or --texts is needed: there is nothing to embed.");
            }
        });
    }

    public override EmbedOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = parsed.GetValue(images),
        ImageRoot = parsed.GetValue(imageRoot),
        Texts = parsed.GetValue(texts),
        Output = parsed.GetRequiredValue(output)!,
        Unreadable = parsed.GetValue(unreadable) ?? UnreadablePictures.Skip,
    };
}
