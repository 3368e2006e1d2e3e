using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>Writes a film with a heat map over it, and the map's numbers beside.</summary>
internal sealed class HeatMapCommand(CliConsole console) : ICliCommand<HeatMapCommandOptions>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<CommandOutcome> RunAsync(HeatMapCommandOptions options, CancellationToken cancellation)
    {
        using var embedder = Embedder.Load(options.Checkpoint, options.Compute);
        FindingSet findings = FindingChoice.Of(embedder.Findings, options.Finding is { } name ? [name] : null);
        using var classifier = new ZeroShotClassifier(embedder, new MedClip.ZeroShotOptions
        {
            Findings = findings,
            Prompts = options.Prompts is { } prompts ? PromptSet.Load(prompts) : null,
        });
        HeatMap map = await Task.Run(() => classifier.Explain(Film.FromFile(options.Film), Chosen(classifier, options.Film), new MedClip.HeatMapOptions { PictureSide = options.Side }), cancellation).ConfigureAwait(false);
        if (map.Error is { } error)
        {
            throw new InvalidInputException(error.Message);
        }

        AtomicFile.Write(options.Output, stream => stream.Write(map.Png.Span));
        string numbers = Path.ChangeExtension(options.Output, ".json");
        AtomicFile.WriteText(numbers, ToJson(map, options) + "\n");
        console.Say(string.Create(CultureInfo.InvariantCulture, $"{map.Finding.Name}: score {map.Score:0.00}{(map.Probability is { } p ? $", probability {p:0.00}" : "")}: {options.Output}, {numbers}"));
        return CommandOutcome.Success;
    }

    private static Finding Chosen(ZeroShotClassifier classifier, string film)
    {
        if (classifier.Findings.Count == 1)
        {
            return classifier.Findings[0];
        }

        ClassificationResult result = classifier.Classify(film);
        return result.Error is { } error ? throw new InvalidInputException(error.Message)
            : (result.Scores.Where(score => score.Probability is not null && score.Finding != Finding.NoFinding).MaxBy(score => score.Probability) ?? result.Scores.MaxBy(score => score.Score)!).Finding;
    }

    private static string ToJson(HeatMap map, HeatMapCommandOptions options) => JsonSerializer.Serialize(
        new
        {
            Film = Path.GetFileName(map.Path),
            Finding = map.Finding.Name,
            map.Score,
            map.Probability,
            Description = map.AlternativeText,
            Legend = "Grad-CAM at the image tower's last places: 0 the film alone, 1 yellow over it (colour map inferno). It shows what raises this model's score, and is no diagnosis.",
            map.Side,
            Values = Enumerable.Range(0, map.Side).Select(row => map.Values.Skip(row * map.Side).Take(map.Side).Select(value => Math.Round(value, 4))),
            Prompts = options.Prompts ?? "built-in",
            Model = map.Provenance,
        },
        Json);
}
