using System.Globalization;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Cli;

/// <summary>Prints the tree of a checkpoint or weight file, and writes its weights as safetensors.</summary>
internal sealed class InspectCommand(CliConsole console) : ICliCommand<InspectOptions>
{
    public Task<CommandOutcome> RunAsync(InspectOptions options, CancellationToken cancellation)
    {
        CheckpointManifest? manifest = IsCheckpoint(options.Path) ? options.Verify ? Checkpoint.Verify(options.Path) : Checkpoint.ReadManifest(options.Path) : null;
        if (manifest is null && options.Verify)
        {
            throw InvalidInputException.At(options.Path, null, "is no checkpoint of ours, so there is no manifest to verify it by.");
        }

        string path = manifest is null ? options.Path : Path.Combine(Checkpoint.Resolve(options.Path), Checkpoint.WeightsFile);
        using WeightFile file = WeightFile.Open(path);
        console.Out.WriteLine($"{file.Path}: {file.Format}, {file.Entries.Count} tensors, {file.Entries.Sum(entry => entry.Count).ToString("N0", CultureInfo.InvariantCulture)} numbers");
        if (manifest is not null)
        {
            Print(manifest);
            if (options.Verify)
            {
                console.Out.WriteLine($"verified: the SHA-256 of {string.Join(", ", manifest.Files.Keys)}");
            }
        }

        foreach ((string key, string value) in file.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            console.Out.WriteLine($"metadata {WeightTree.Printable(key)}: {WeightTree.Printable(value)}");
        }

        foreach (string passed in file.Skipped)
        {
            console.Out.WriteLine($"passed over, not constructed: {passed}");
        }

        foreach (string line in WeightTree.Lines(file, options.Statistics))
        {
            cancellation.ThrowIfCancellationRequested();
            console.Out.WriteLine(line);
        }

        if (options.ToSafetensors is not null || options.ToTorch is not null)
        {
            Export(file, manifest, options);
        }

        return Task.FromResult(CommandOutcome.Success);
    }

    private static bool IsCheckpoint(string path) =>
        Directory.Exists(path) && (File.Exists(Path.Combine(path, Checkpoint.ManifestFile)) || Directory.Exists(Path.Combine(path, "checkpoints")));

    private void Print(CheckpointManifest manifest)
    {
        console.Out.WriteLine($"image tower {manifest.Model.Vision.GetType().Name}, {manifest.Model.Vision.ImageSize} px; text tower {manifest.Model.Text.GetType().Name}"
            + (manifest.Model.Text is BertConfig bert ? $", pooling {bert.Pooling}" : "") + $"; {manifest.Model.ProjectionSize} dimensions");
        console.Out.WriteLine($"preprocessing {manifest.Preprocessing.Path}; tokenizer {manifest.Tokenizer?.Kind}, {manifest.Tokenizer?.VocabularySize} tokens; behaviour {manifest.Behaviour}");
        console.Out.WriteLine($"licence {manifest.License}; made by {manifest.Training.Software ?? "unknown"}; data {manifest.Training.Data ?? "unknown"}");
        if (manifest.Source is { } source)
        {
            console.Out.WriteLine($"converted from {source.File} ({source.Layout ?? "unknown layout"}), SHA-256 {source.Sha256}");
        }
    }

    private void Export(WeightFile file, CheckpointManifest? manifest, InspectOptions options)
    {
        using DisposeScope scope = NewDisposeScope();
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (WeightEntry entry in file.Entries)
        {
            state.Add(entry.Name, file.Read(entry));
        }

        WeightLayout? layout = options.Layout is not { } name ? manifest is null ? null : Native(manifest)
            : WeightLayouts.All.FirstOrDefault(known => known.Name == name)
            ?? throw new InvalidInputException($"There is no layout '{name}'; known are {string.Join(", ", WeightLayouts.All.Select(known => known.Name))}.");
        if (layout is not null && manifest is null)
        {
            throw new InvalidInputException("--layout is for checkpoints of ours; a weight file keeps its names. Convert it first.");
        }

        IEnumerable<KeyValuePair<string, Tensor>> named = layout is null ? state : layout.Export(state);
        if (options.ToSafetensors is { } safetensors)
        {
            TensorFile.Save(safetensors, named, new Dictionary<string, string> { ["format"] = "pt" });
        }

        if (options.ToTorch is { } torchFile)
        {
            TorchFile.Save(torchFile, named);
        }

        string[] written = [.. new[] { options.ToSafetensors, options.ToTorch }.OfType<string>()];
        console.Say($"{file.Path}: {(layout is null ? "its own names" : layout.Description)}: {string.Join(", ", written)}");
    }

    private static WeightLayout Native(CheckpointManifest manifest) =>
        WeightLayouts.All.FirstOrDefault(layout => layout.Name == manifest.Source?.Layout)
        ?? manifest.Model.Vision switch
        {
            ClipVitConfig => WeightLayouts.ClipHuggingFace,
            ClipResNetConfig => WeightLayouts.OpenClip,
            _ => WeightLayouts.MedClip,
        };
}
