using System.CommandLine;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary><c>medclip inspect CKPT|FILE [--to-safetensors OUT.safetensors] [--to-torch pytorch_model.bin] [--layout …] [--verify]</c></summary>
internal sealed class InspectSyntax : CommandSyntax<InspectOptions>
{
    private readonly Argument<string> path = Declare.Positional("CKPT|FILE", "Checkpoint folder, run folder, Hugging Face folder, or a weight file (torch, safetensors).");
    private readonly Option<string?> safetensors = Declare.Text("--to-safetensors", "OUT.safetensors", "File to write the weights to, e.g. for Python.");
    private readonly Option<string?> torch = Declare.Text("--to-torch", "pytorch_model.bin", "Torch file to write the weights to, as torch.save(model.state_dict()) does.");
    private readonly Option<string?> layout = Declare.Text("--layout", "NAME", $"Names of a checkpoint's weights in the file that is written: {string.Join(", ", WeightLayouts.All.Select(l => l.Name))} (default: its makers').");
    private readonly Option<bool> verify = Declare.Flag("--verify", "Compare every file of a checkpoint with the SHA-256 in its manifest.");
    private readonly Option<bool> brief = Declare.Flag("--no-statistics", "Do not read the numbers.");

    public InspectSyntax()
        : base("inspect", "Show what a checkpoint or weight file holds; write it for Python.")
    {
        Add(path);
        Add(safetensors);
        Add(torch);
        Add(layout);
        Add(brief);
        Add(verify);
        Validators.Add(result =>
        {
            if (result.GetResult(layout) is not null && result.GetResult(safetensors) is null && result.GetResult(torch) is null)
            {
                result.AddError("--layout is for --to-safetensors and --to-torch: there is nothing to write.");
            }
        });
    }

    public override InspectOptions Bind(ParseResult parsed) =>
        new(parsed.GetRequiredValue(path), parsed.GetValue(safetensors), parsed.GetValue(torch), parsed.GetValue(layout), !parsed.GetValue(brief), parsed.GetValue(verify));
}
