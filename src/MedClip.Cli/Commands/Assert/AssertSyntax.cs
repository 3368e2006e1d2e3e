using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip assert IN.tsv --output OUT.csv</c></summary>
internal sealed class AssertSyntax : CommandSyntax<AssertOptions>
{
    private readonly Argument<string> input = Declare.Positional("IN.tsv", "Sentences with one given concept each: tab-separated, a header, then number, concept, sentence (also .gz).");
    private readonly Option<string?> output = Declare.Text("--output", "OUT.csv", "Table to write: id, assertion, temporality, experiencer, trigger, rule.", required: true);
    private readonly Option<string?> rules = Declare.Text("--rules", "FILE", "Further trigger phrases, in the format of the built-in ones.");

    public AssertSyntax()
        : base("assert", "Say for each sentence whether its concept is present, absent or possible, when, and in whom.")
    {
        Add(input);
        Add(output);
        Add(rules);
    }

    public override AssertOptions Bind(ParseResult parsed) => new(parsed.GetRequiredValue(input), parsed.GetValue(output)!, parsed.GetValue(rules));
}
