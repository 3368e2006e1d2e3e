using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Turns published weights into a checkpoint folder, and says what was found in them.</summary>
internal sealed class ConvertCommand(CliConsole console) : ICliCommand<ConversionOptions>
{
    private const int MostNamed = 8;

    public Task<CommandOutcome> RunAsync(ConversionOptions options, CancellationToken cancellation)
    {
        ConversionResult result = CheckpointConversion.Run(options);
        console.Say($"{options.Source}: {result.Layout.Description}, SHA-256 {result.Manifest.Source!.Sha256}");
        Tell("left out, not needed", result.Dropped);
        Tell("passed over, not constructed", result.Skipped);
        Tell("in no file, kept at the start or drawn from the seed", result.Drawn);
        foreach (string hint in result.Hints)
        {
            console.Warn(hint);
        }

        string pooling = result.Manifest.Model.Text is BertConfig bert ? $", text pooling {bert.Pooling}" : "";
        console.Say($"{Name(result.Manifest.Model)}{pooling}, licence {result.Manifest.License}: {options.Output}");
        return Task.FromResult(CommandOutcome.Success);
    }

    private static string Name(MedClipConfig config) => $"{config.Vision.GetType().Name[..^"Config".Length]} + {config.Text.GetType().Name[..^"Config".Length]}";

    private void Tell(string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            console.Say($"{names.Count} {what}: {string.Join(", ", names.Take(MostNamed))}{(names.Count > MostNamed ? ", …" : "")}");
        }
    }
}
