using MedClip.Models;
using Microsoft.Extensions.Options;

namespace MedClip;

/// <summary>Checks <see cref="ZeroShotServiceOptions"/> before anything is loaded; a failure lists everything wrong at once, each with its remedy.</summary>
public sealed class ZeroShotServiceOptionsValidator : IValidateOptions<ZeroShotServiceOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ZeroShotServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string model = string.IsNullOrEmpty(name) ? "" : $"{name}: ";
        string[] failures = [.. Problems(options).Concat(options.ToEmbedderOptions().Problems()).Select(problem => model + problem)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Problems(ZeroShotServiceOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Checkpoint))
        {
            yield return "Checkpoint is not set; name a checkpoint folder or a run folder.";
        }
        else if (Refusal(() => Checkpoint.ReadManifest(options.Checkpoint)) is { } unreadable)
        {
            yield return $"Checkpoint: {unreadable}";
        }

        foreach (string blank in (options.Findings ?? []).Concat(options.Thresholds?.Keys ?? []).Where(finding => FindingName.Normalize(finding ?? "").Length == 0))
        {
            yield return $"Findings and Thresholds name a finding '{blank}'; give it letters or leave it out.";
        }

        if (options.Findings is { Count: 0 })
        {
            yield return "Findings is empty; name some, or leave it out for all that the model learned.";
        }

        foreach ((string finding, double threshold) in options.Thresholds ?? new Dictionary<string, double>())
        {
            if (!double.IsFinite(threshold))
            {
                yield return $"Thresholds: that of '{finding}' is {threshold}; it must be a finite number.";
            }
        }

        if (options.Prompts is { } prompts && Refusal(() => PromptSet.Load(prompts)) is { } wrong)
        {
            yield return $"Prompts: {wrong}";
        }

        if (!Enum.IsDefined(options.Ensemble))
        {
            yield return $"Ensemble is {options.Ensemble}; it can be {string.Join(", ", Enum.GetNames<PromptEnsemble>())}.";
        }
    }

    private static string? Refusal(Func<object> read)
    {
        try
        {
            read();
            return null;
        }
        catch (Exception e) when (e is InvalidInputException or ArgumentException)
        {
            return e.Message;
        }
    }
}
