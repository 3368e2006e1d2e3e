using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip embed CKPT [--images …] [--texts …] --output EMB.safetensors</c></summary>
internal sealed class EmbedSyntax : CommandSyntax<EmbedOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly ImageInputSyntax images = new(required: false);
    private readonly Option<string?> texts = Declare.Text("--texts", "TEXTS.csv|TEXTS.txt", "Table with a column 'sentence', 'text' or 'report', or a text file with one text a line.");
    private readonly Option<string?> output = Declare.Text("--output", "EMB.safetensors", "File to write: tensors 'images' (N, P) and 'texts' (M, P) of unit vectors, their names in the metadata.", required: true);

    public EmbedSyntax()
        : base("embed", "Write the embeddings of films and texts.")
    {
        Add(checkpoint);
        images.AddTo(this);
        Add(texts);
        Add(output);
        Validators.Add(result =>
        {
            if (!images.IsGiven(result) && result.GetResult(texts) is null)
            {
                result.AddError("--images or --texts is needed: there is nothing to embed.");
            }
        });
    }

    public override EmbedOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed),
        Texts = parsed.GetValue(texts),
        Output = parsed.GetRequiredValue(output)!,
    };
}
