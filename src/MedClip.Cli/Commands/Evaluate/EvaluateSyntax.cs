using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip evaluate PLAN.json --output DIR</c></summary>
internal sealed class EvaluateSyntax : CommandSyntax<EvaluateOptions>
{
    private readonly Argument<string> plan = Declare.Positional("PLAN.json", "What to evaluate: {\"checkpoint\": …, \"images\": …, \"train\": …, \"texts\": …, \"protocols\": [\"zeroShot\", \"probe\", …]}; without protocols, all that the data allow.");
    private readonly Option<string?> output = Declare.Text("--output", "DIR", "Folder for report.html and report.json.", required: true);
    private readonly ComputeSyntax compute = new();

    public EvaluateSyntax()
        : base("evaluate", "Run the protocols of the paper as a plan says, into one report.")
    {
        Add(plan);
        Add(output);
        compute.AddTo(this);
    }

    public override EvaluateOptions Bind(ParseResult parsed) => new()
    {
        Plan = parsed.GetRequiredValue(plan),
        Output = parsed.GetRequiredValue(output)!,
        Compute = compute.Bind(parsed),
    };
}
