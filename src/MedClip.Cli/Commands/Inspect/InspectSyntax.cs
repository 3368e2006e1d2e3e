using System.CommandLine;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary><c>medclip inspect CKPT|FILE [--to-safetensors OUT.safetensors [--layout …]]</c></summary>
internal sealed class InspectSyntax : CommandSyntax<InspectOptions>
{
    private readonly Argument<string> path = Declare.Positional("CKPT|FILE", "Checkpoint folder, run folder, Hugging Face folder, or a weight file (torch, safetensors).");
    private readonly Option<string?> safetensors = Declare.Text("--to-safetensors", "OUT.safetensors", "File to write the weights to, e.g. for Python.");
    private readonly Option<string?> layout = Declare.Text("--layout", "NAME", $"Names of a checkpoint's weights in that file: {string.Join(", ", WeightLayouts.All.Select(l => l.Name))} (default: its makers').");
    private readonly Option<bool> brief = Declare.Flag("--no-statistics", "Do not read the numbers.");

    public InspectSyntax()
        : base("inspect", "Show what a checkpoint or weight file holds; write it as safetensors.")
    {
        Add(path);
        Add(safetensors);
        Add(layout);
        Add(brief);
        Validators.Add(result =>
        {
            if (result.GetResult(layout) is not null && result.GetResult(safetensors) is null)
            {
                result.AddError("--layout is for --to-safetensors: there is nothing to write.");
            }
        });
    }

    public override InspectOptions Bind(ParseResult parsed) =>
        new(parsed.GetRequiredValue(path), parsed.GetValue(safetensors), parsed.GetValue(layout), !parsed.GetValue(brief));
}
