using System.CommandLine;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary><c>medclip convert OFFICIAL --output CKPT [--architecture …|--config CONFIG.json] [--vocab vocab.txt] [--pooling …]</c></summary>
internal sealed class ConvertSyntax : CommandSyntax<ConversionOptions>
{
    private readonly Argument<string> source = Declare.Positional("OFFICIAL", "Published weights: pytorch_model.bin, .pt, .pth, .ckpt, .safetensors, or a Hugging Face folder.");
    private readonly Option<string?> output = Declare.Text("--output", "CKPT", "Checkpoint folder to write.", required: true);
    private readonly Option<string?> architecture = Declare.Text("--architecture", "NAME", $"Network of the weights: {string.Join(", ", Architectures.All.Keys)} (default: told from the weights).");
    private readonly Option<string?> config = Declare.Text("--config", "CONFIG.json", "Sizes of the network (default: the config.json beside the weights, if there is one).");
    private readonly Option<string?> vocabulary = Declare.Text("--vocab", "vocab.txt", "Vocabulary of the text tower: vocab.txt, tokenizer.json, or CLIP's merges (default: the one beside the weights).");
    private readonly Option<string?> text = Declare.Text("--text", "BERT", "BERT file or folder for the text tower, beside an image encoder alone.");
    private readonly Option<string?> license = Declare.Text("--license", "SPDX", "Licence of the weights, kept in the manifest (default: unknown).");
    private readonly Option<ulong?> seed = Declare.Seed("Seed of projections that no file holds (default: 0).");
    private readonly Option<TextPooling?> pooling = Declare.Choice(
        "--pooling", "How BERT's states become one vector (default: reference, as the released code does).",
        ("reference", TextPooling.Reference), ("masked", TextPooling.Masked), ("pooler", TextPooling.Pooler));

    public ConvertSyntax()
        : base("convert", "Turn published weights (MedCLIP, CLIP, GLoRIA, ConVIRT, Swin, ResNet, ViT, BERT) into a checkpoint.")
    {
        Add(source);
        Add(output);
        Add(architecture);
        Add(config);
        Add(vocabulary);
        Add(pooling);
        Add(text);
        Add(license);
        Add(seed);
        Validators.Add(result =>
        {
            if (result.GetResult(architecture) is not null && result.GetResult(config) is not null)
            {
                result.AddError("--architecture and --config exclude each other: one of them says the sizes.");
            }
        });
    }

    public override ConversionOptions Bind(ParseResult parsed) => new()
    {
        Source = parsed.GetRequiredValue(source), Output = parsed.GetRequiredValue(output)!, Architecture = parsed.GetValue(architecture), Config = parsed.GetValue(config),
        Vocabulary = parsed.GetValue(vocabulary), Pooling = parsed.GetValue(pooling), TextSource = parsed.GetValue(text),
        License = parsed.GetValue(license) ?? "unknown", Seed = parsed.GetValue(seed) ?? 0,
    };
}
