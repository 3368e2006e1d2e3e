using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip index CKPT --images …|--texts … --output FILE.index</c></summary>
internal sealed class IndexSyntax : CommandSyntax<IndexOptions>
{
    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly ImageInputSyntax images = new(required: false);
    private readonly Option<string?> texts = Declare.Text("--texts", "TEXTS.csv|TEXTS.txt", "Table with a column 'sentence', 'text' or 'report', or a text file with one text a line.");
    private readonly Option<string?> output = Declare.Text("--output", "FILE.index", "Index to write, for `medclip retrieve --index`; a safetensors file with 'embeddings'.", required: true);
    private readonly Option<EmbeddingPrecision?> precision = Declare.Choice(
        "--index-precision", "Numbers that the index keeps (default fp32); bf16 halves the file and what a search reads, and rounds cosines by about 0.0001.",
        ("fp32", EmbeddingPrecision.Float32), ("bf16", EmbeddingPrecision.BFloat16));

    private readonly ComputeSyntax compute = new();

    public IndexSyntax()
        : base("index", "Embed films or texts once, so that they can be searched again and again.")
    {
        Add(checkpoint);
        images.AddTo(this);
        Add(texts);
        Add(output);
        Add(precision);
        compute.AddTo(this);
        Validators.Add(result =>
        {
            if (images.IsGiven(result) == (result.GetResult(texts) is not null))
            {
                result.AddError("give --images or --texts, one of them: an index holds films or texts.");
            }
        });
    }

    public override IndexOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed),
        Texts = parsed.GetValue(texts),
        Output = parsed.GetRequiredValue(output)!,
        Precision = parsed.GetValue(precision) ?? EmbeddingPrecision.Float32,
        Compute = compute.Bind(parsed),
    };
}
