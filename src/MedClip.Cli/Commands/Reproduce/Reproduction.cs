using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MedClip.Data;
using MedClip.Models;

namespace MedClip.Cli;

/// <summary>What measuring a table or figure works with.</summary>
internal sealed class Reproduction
{
    private const int KeyLength = 16;

    public required ReproduceOptions Options { get; init; }

    public required PreparedSets Data { get; init; }

    public required EvaluationSets Sets { get; init; }

    public required RowStore Rows { get; init; }

    public required FilmFeatures Features { get; init; }

    public required CliConsole Console { get; init; }

    /// <summary>Where provenance is collected for the report.</summary>
    public List<KeyValuePair<string, string>> Provenance { get; } = [];

    /// <summary>What was left out, for the report.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>The seed of this artefact's choices.</summary>
    public SeedSequence Seed => new SeedSequence(Options.Seed).For("reproduce");

    /// <summary>The prompts of a set's classes: the user's where the file names them, else those of the set's built-in bank.</summary>
    public PromptSet Prompts(EvaluationSet set)
    {
        PromptSet[] sources = [.. Options.Prompts is { } file ? new[] { PromptSet.Load(file) } : [], PromptBanks.Load(set.Bank)];
        return new PromptSet(set.Classes.Select(finding => sources.FirstOrDefault(s => s.Findings.Contains(finding)) is { } source
            ? source.Items[source.Findings.IndexOf(finding)]
            : throw new InvalidInputException($"There are no prompts for '{finding}'; give some by --prompts.")));
    }

    /// <summary>Embeds a set's films once, whatever asks for them.</summary>
    public async Task<EmbeddedFilms> EmbedAsync(Embedder model, EvaluationSet set, ImageTable films, CancellationToken cancellation)
    {
        EmbeddedFilms embedded = await Features.EmbedAsync(model, set.Input, films, Path.Combine(Options.Output, "features"), cancellation).ConfigureAwait(false);
        if (embedded.Refused.Count > 0)
        {
            Remarks.Add($"{set.Name}: {embedded.Refused.Count} films could not be read and are left out; the first: {embedded.Refused[0]}");
        }

        return embedded;
    }

    /// <summary>A row's numbers: those that were kept under the same model, films and settings, or else measured now and kept.</summary>
    public async Task<double[]> RowAsync(string name, string model, EvaluationSet set, Func<Task<double[]>> measure)
    {
        string key = Key(name, model, set);
        if (Rows.Find(key) is { } known)
        {
            Console.Say($"{name}: measured before");
            return known;
        }

        double[] numbers = await measure().ConfigureAwait(false);
        Rows.Keep(key, numbers);
        Console.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {string.Join(' ', numbers.Select(n => n.ToString("0.000", CultureInfo.InvariantCulture)))}"));
        return numbers;
    }

    private string Key(string name, string model, EvaluationSet set)
    {
        ReproduceOptions o = Options;
        string prompts = o.Prompts is { } file ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) : "";
        string facts = string.Join('\n', [
            Checkpoint.ReadManifest(model).Files[Checkpoint.WeightsFile].Sha256, o.Seed.ToString(CultureInfo.InvariantCulture), o.Draws.ToString(CultureInfo.InvariantCulture),
            o.PromptsPerDraw.ToString(CultureInfo.InvariantCulture), o.Head.ToString(), prompts, o.Compute.ToString(), .. set.Test.Concat(set.Train).Select(film => film.Name),
        ]);
        return $"{o.Artefact} | {name} | {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(facts)))[..KeyLength]}";
    }
}
