using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip tsne CKPT --images TABLE.csv --output DIR</c></summary>
internal sealed class TsneSyntax : CommandSyntax<TsneCommandOptions>
{
    private const int LeastIterations = 250;

    private static readonly PlaneOptions Plane = new();

    private readonly Argument<string> checkpoint = Declare.Positional("CKPT", "Run folder (its best checkpoint, else its last) or checkpoint folder.");
    private readonly ImageInputSyntax images = new(required: true);
    private readonly Option<string?> compare = Declare.Text("--compare", "CKPT", "Another model, whose plane stands beside.");
    private readonly Option<string?> output = Declare.Text("--output", "DIR", "Folder for embeddings.html (one file, hovering shows the film), a picture embeddings-N.svg of each model, and embeddings.csv.", required: true);
    private readonly Option<string?> findings = Declare.Text("--findings", "a,b,c", "Findings that colour films: films with exactly one of them are shown (default: all that the table labels).");
    private readonly Option<PlaneMethod?> method = Declare.Choice("--method", "tsne (default; principal components where there are too few films for the perplexity) or pca.", ("tsne", PlaneMethod.Tsne), ("pca", PlaneMethod.Principal));
    private readonly Option<double?> perplexity = Declare.Number("--perplexity", "How many neighbours each film looks at, roughly (default 30).", value => value > 1, "a number above 1");
    private readonly Option<int?> iterations = Declare.WholeNumber("--iterations", $"t-SNE's steps (default {Plane.Iterations}).", atLeast: LeastIterations);
    private readonly Option<int?> atMost = Declare.WholeNumber("--at-most", $"Films at most, drawn from the seed (default {Plane.AtMost}).", atLeast: 2);
    private readonly Option<ulong?> seed = Declare.Seed("Of the draw (default 0).");
    private readonly ComputeSyntax compute = new();

    public TsneSyntax()
        : base("tsne", "Lay films out in a plane by what a model, or two, makes of them.")
    {
        Add(checkpoint);
        images.AddTo(this);
        foreach (Option option in (Option[])[compare, output, findings, method, perplexity, iterations, atMost, seed])
        {
            Add(option);
        }

        compute.AddTo(this);
    }

    public override TsneCommandOptions Bind(ParseResult parsed) => new()
    {
        Checkpoint = parsed.GetRequiredValue(checkpoint),
        Compare = parsed.GetValue(compare),
        Images = images.Bind(parsed)!,
        Output = parsed.GetRequiredValue(output)!,
        Findings = parsed.GetValue(findings)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Plane = new PlaneOptions
        {
            Method = parsed.GetValue(method) ?? PlaneMethod.Tsne,
            Perplexity = parsed.GetValue(perplexity) ?? Plane.Perplexity,
            Iterations = parsed.GetValue(iterations) ?? Plane.Iterations,
            AtMost = parsed.GetValue(atMost) ?? Plane.AtMost,
            Seed = parsed.GetValue(seed) ?? 0,
        },
        Compute = compute.Bind(parsed),
    };
}
