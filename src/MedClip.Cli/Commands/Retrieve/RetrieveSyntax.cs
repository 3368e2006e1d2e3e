using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip retrieve CKPT --images … --texts … --output HITS.csv [-k 10]</c></summary>
internal sealed class RetrieveSyntax : CommandSyntax<RetrieveOptions>
{
    private const int DefaultCount = 10;

    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly ImageInputSyntax images = new(required: true);
    private readonly Option<string?> texts = Declare.Text("--texts", "TEXTS.csv|TEXTS.txt", "Table with a column 'sentence', 'text' or 'report', or a text file with one text a line.");
    private readonly Option<string?> index = Declare.Text("--index", "FILE.index", "Index of films or texts that `medclip index` wrote with the same model, instead of --texts.");
    private readonly Option<string?> output = Declare.Text("--output", "HITS.csv", "Table to write: image, rank, text and score; the best first.", required: true);
    private readonly Option<int?> count = Declare.WholeNumber("-k", $"Texts for each image (default {DefaultCount}).", atLeast: 1);
    private readonly ComputeSyntax compute = new();

    public RetrieveSyntax()
        : base("retrieve", "Find the texts (or films of an index) that fit each film best.")
    {
        Add(checkpoint);
        images.AddTo(this);
        Add(texts);
        Add(index);
        Add(output);
        Add(count);
        compute.AddTo(this);
        Validators.Add(result =>
        {
            if (result.GetResult(texts) is null == result.GetResult(index) is null)
            {
                result.AddError("give --texts or --index, one of them: what is to be found.");
            }
        });
    }

    public override RetrieveOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Images = images.Bind(parsed)!,
        Texts = parsed.GetValue(texts),
        Index = parsed.GetValue(index),
        Output = parsed.GetRequiredValue(output)!,
        Count = parsed.GetValue(count) ?? DefaultCount,
        Compute = compute.Bind(parsed),
    };
}
