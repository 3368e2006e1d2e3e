using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip label-eval PRED.csv GOLD.csv</c></summary>
internal sealed class LabelEvalSyntax : CommandSyntax<LabelEvalOptions>
{
    private const int DefaultExamples = 5;

    private readonly Argument<string> predicted = Declare.Positional("PRED.csv", "Labels under test, as 'medclip label' writes them (also .csv.gz).");
    private readonly Argument<string> gold = Declare.Positional("GOLD.csv", "Labels to compare with: an id and a column for each finding or class, e.g. Open-I's gold14.csv (also .csv.gz).");
    private readonly Option<string?> findings = Declare.Text("--findings", "A,B", "Findings to compare. Default: all that both tables have.");
    private readonly Option<int?> examples = Declare.WholeNumber("--examples", $"Wrong reports to name for each finding and kind of error. Default: {DefaultExamples}.", 0);

    public LabelEvalSyntax()
        : base("label-eval", "Compare labels with gold labels: precision, recall, F1, kappa, confusion, errors.")
    {
        Add(predicted);
        Add(gold);
        Add(findings);
        Add(examples);
    }

    public override LabelEvalOptions Bind(ParseResult parsed) => new(
        parsed.GetRequiredValue(predicted), parsed.GetRequiredValue(gold),
        parsed.GetValue(findings)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), parsed.GetValue(examples) ?? DefaultExamples);
}
