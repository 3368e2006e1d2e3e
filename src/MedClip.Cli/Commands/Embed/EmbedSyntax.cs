using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip embed CKPT [--images …] [--texts …] [--pixel-values …] [--input-ids …] --output EMB.safetensors|.csv|.jsonl</c></summary>
internal sealed class EmbedSyntax : CommandSyntax<EmbedOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly ImageInputSyntax images = new(required: false);
    private readonly Option<string?> texts = Declare.Text(
        "--texts", "TEXTS.csv|TEXTS.txt|-", "Table with a column 'sentence', 'text' or 'report', a text file with one text a line, or - for lines of standard input.");

    private readonly Option<string?> pixels = Declare.Text("--pixel-values", "FILE.safetensors", "Prepared films: the tensor 'pixel_values' (F16 or F32) of a file, taken as it is.");
    private readonly Option<string?> ids = Declare.Text("--input-ids", "FILE.safetensors", "Prepared texts: the tensors 'input_ids' and 'attention_mask' of a file, with the padding that they have.");
    private readonly Option<string?> output = Declare.Text(
        "--output", "EMB.safetensors|.csv|.jsonl",
        "File to write: unit vectors; in safetensors 'images' (N, P) and 'texts' (M, P) with their names in the metadata, for prepared tensors 'image_embeds', 'text_embeds' and 'logits_per_image'.",
        required: true);
    private readonly ComputeSyntax compute = new();

    public EmbedSyntax()
        : base("embed", "Write the embeddings of films and texts.")
    {
        Add(checkpoint);
        images.AddTo(this);
        Add(texts);
        Add(pixels);
        Add(ids);
        Add(output);
        compute.AddTo(this);
        Validators.Add(result =>
        {
            bool tensors = result.GetResult(pixels) is not null || result.GetResult(ids) is not null;
            bool raw = images.IsGiven(result) || result.GetResult(texts) is not null;
            if (!tensors && !raw)
            {
                result.AddError("--images or --texts is needed, or --pixel-values or --input-ids: there is nothing to embed.");
            }

            if (tensors && raw)
            {
                result.AddError("--pixel-values and --input-ids are prepared tensors; give --images and --texts in a call of their own.");
            }
        });
    }

    public override EmbedOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed),
        Texts = parsed.GetValue(texts),
        PixelValues = parsed.GetValue(pixels),
        InputIds = parsed.GetValue(ids),
        Output = parsed.GetRequiredValue(output)!,
        Compute = compute.Bind(parsed),
    };
}
