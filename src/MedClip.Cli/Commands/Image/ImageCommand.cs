using System.CommandLine;
using MedClip.Data;

namespace MedClip.Cli;

/// <summary>Options of <c>medclip image</c>.</summary>
/// <param name="Input">The picture or DICOM file.</param>
/// <param name="Output">The PNG to write.</param>
/// <param name="Preprocessing">Path and size.</param>
/// <param name="Stages">Whether every stage is written too.</param>
internal sealed record ImageOptions(string Input, string Output, PreprocessingSpec Preprocessing, bool Stages);

/// <summary><c>medclip image IN --output OUT.png</c></summary>
internal sealed class ImageSyntax : CommandSyntax<ImageOptions>
{
    private readonly Argument<string> input = Declare.Positional("IN", "A picture or DICOM file.");
    private readonly Option<string?> output = Declare.Text("--output", "OUT.png", "The model's input as an 8-bit PNG.", required: true);
    private readonly Option<PreprocessingPath?> path = Declare.Choice(
        "--path", "default (the film fills the square; default), processor or evaluation (the released code's two ways, bit for bit).",
        ("default", PreprocessingPath.Default), ("processor", PreprocessingPath.Processor), ("evaluation", PreprocessingPath.Evaluation));
    private readonly Option<int?> size = Declare.WholeNumber("--size", "Side of the input in pixels (default 224).", atLeast: 8);
    private readonly Option<bool> stages = Declare.Flag("--stages", "Write a picture of each stage beside it: OUT.1-stored.png, …");

    public ImageSyntax()
        : base("image", "Write what the model sees of a film.")
    {
        Add(input);
        foreach (Option option in (Option[])[output, path, size, stages])
        {
            Add(option);
        }
    }

    public override ImageOptions Bind(ParseResult parsed) => new(
        parsed.GetRequiredValue(input),
        parsed.GetRequiredValue(output)!,
        new PreprocessingSpec { Path = parsed.GetValue(path) ?? PreprocessingPath.Default, Size = parsed.GetValue(size) ?? 224 },
        parsed.GetValue(stages));
}

/// <summary>Writes the model's input, and the stages on the way.</summary>
internal sealed class ImageCommand(CliConsole console) : ICliCommand<ImageOptions>
{
    public Task<CommandOutcome> RunAsync(ImageOptions options, CancellationToken cancellation)
    {
        var preprocessor = new ImagePreprocessor(options.Preprocessing);
        if (!options.Stages)
        {
            // The whole film, as one that judges preprocessing wants it; training may decode a large JPEG at a fraction.
            PngWriter.Write(options.Output, preprocessor.ToModelInput(new ImageReader().Read(options.Input)));
            return Task.FromResult(CommandOutcome.Success);
        }

        IReadOnlyList<StagePicture> stages = StagePictures.Of(options.Input, preprocessor);
        string stem = options.Output.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? options.Output[..^4] : options.Output;
        for (int i = 0; i < stages.Count; i++)
        {
            string file = $"{stem}.{i + 1}-{stages[i].Name}.png";
            PngWriter.Write(file, stages[i].Picture);
            console.Say($"{file}: {stages[i].Picture.Width} x {stages[i].Picture.Height}");
        }

        PngWriter.Write(options.Output, stages[^1].Picture);
        return Task.FromResult(CommandOutcome.Success);
    }
}
