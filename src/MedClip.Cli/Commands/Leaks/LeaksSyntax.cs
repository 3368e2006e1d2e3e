using System.CommandLine;
using MedClip.Data;

namespace MedClip.Cli;

/// <summary><c>medclip leaks A.csv [B.csv …]</c></summary>
internal sealed class LeaksSyntax : CommandSyntax<LeaksOptions>
{
    private readonly Argument<string[]> tables = new("TABLE") { Description = "Tables to compare; a single one is compared split by split.", HelpName = "TABLE", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> root = Declare.Text("--image-root", "DIR", "Folder that paths start from (default: each table's own folder).");
    private readonly Option<string?> output = Declare.Text("--output", "FILE.csv", "Writes every leak.");
    private readonly Option<bool> identitiesOnly = Declare.Flag("--ids-only", "Compare patients and studies, read no film.");
    private readonly Option<bool> pixelsOnly = Declare.Flag("--pixels-only", "Compare films alone: for sets that number their patients apart.");
    private readonly Option<int?> distance = Declare.WholeNumber("--distance", "Bits of 256 in which near-duplicates may differ, at most 31 (default 8).", atLeast: 0);

    public LeaksSyntax()
        : base("leaks", "Find patients, studies and films that stand in two tables or two splits.")
    {
        Add(tables);
        foreach (Option option in (Option[])[root, output, identitiesOnly, pixelsOnly, distance])
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(identitiesOnly) && result.GetValue(pixelsOnly))
            {
                result.AddError("--ids-only and --pixels-only leave nothing to compare.");
            }

            if (result.GetValue(distance) > 31)
            {
                result.AddError("--distance takes at most 31.");
            }
        });
    }

    public override LeaksOptions Bind(ParseResult parsed) => new(
        parsed.GetRequiredValue(tables),
        parsed.GetValue(root),
        parsed.GetValue(output),
        new LeakOptions { Identities = !parsed.GetValue(pixelsOnly), Pixels = !parsed.GetValue(identitiesOnly), Distance = parsed.GetValue(distance) ?? new LeakOptions().Distance });
}
