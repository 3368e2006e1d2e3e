using System.CommandLine;

namespace MedClip.Cli;

/// <summary><c>medclip phantom --output DIR --count N --seed N</c></summary>
internal sealed class PhantomSyntax : CommandSyntax<PhantomOptions>
{
    public const int DefaultCount = 1000;

    private readonly Option<string?> output = Declare.Text("--output", "DIR", "Folder to fill with films, their labels and, apart from them, reports.", required: true);
    private readonly Option<int?> count = Declare.WholeNumber("--count", $"How many films, and how many reports (default {DefaultCount}).", atLeast: 1);
    private readonly Option<ulong?> seed = Declare.Seed("Equal seeds give equal files (default 0).");

    public PhantomSyntax()
        : base("phantom", "Make synthetic chest films with findings and, apart from them, report sentences.")
    {
        Add(output);
        Add(count);
        Add(seed);
    }

    public override PhantomOptions Bind(ParseResult parsed) =>
        new(parsed.GetRequiredValue(output)!, parsed.GetValue(count) ?? DefaultCount, parsed.GetValue(seed) ?? 0);
}
