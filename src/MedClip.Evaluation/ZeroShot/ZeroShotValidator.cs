using MedClip.Data;
using MedClip.Models;
using MedClip.Training;

namespace MedClip.Evaluation;

/// <summary>
/// Measures a model in training by zero-shot classification of validation films: the metric is the mean AUC over the findings that some
/// validation films have and others have not. Prompts are encoded once a validation, each film once.
/// </summary>
/// <param name="images">Loads the validation films in the order of <paramref name="labels"/>.</param>
/// <param name="labels">The labels of the validation films.</param>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="prompts">The findings to score with their prompts; null for <see cref="PromptSet.Default"/>.</param>
/// <param name="options">Batches, lengths and which labels count; null for the defaults.</param>
/// <exception cref="InvalidInputException">There are no films, or no finding that some films have and others have not.</exception>
public sealed class ZeroShotValidator(
    ImageLoader images,
    IReadOnlyList<FindingLabels> labels,
    ITextTokenizer tokenizer,
    PromptSet? prompts = null,
    ZeroShotValidatorOptions? options = null) : IValidator
{
    private readonly ZeroShotValidatorOptions options = options ?? new ZeroShotValidatorOptions();
    private readonly PromptSet prompts = Measurable(labels, prompts ?? PromptSet.Default, options?.Protocol);

    /// <summary>
    /// The validator of a pre-training run, for <see cref="PretrainingRequest.Validator"/>: over the run's validation films, all of whose
    /// findings with built-in prompts count that some films have and others have not.
    /// </summary>
    /// <param name="setting">What the run validates on.</param>
    /// <returns>A validator; null when there is no such finding, so that nothing could be measured and the run keeps its last state only.</returns>
    public static IValidator? ForRun(ValidationSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        FindingLabels[] labels = [.. setting.Images.Select(image => image.Labels ?? FindingLabels.None(setting.Findings))];
        if (setting.Objective is SupervisedObjective head)
        {
            return MeasurableFindings(labels, setting.Findings, null).Length == 0
                ? null
                : new SupervisedValidator(new ImageLoader(setting.Images, new ImagePreprocessor(setting.Preprocessing), setting.Loading), labels, setting.Findings, head);
        }

        var options = new ZeroShotValidatorOptions { MaxTextLength = setting.MaximumTokens, TextBatching = setting.TextBatching };
        return MeasurableFindings(labels, PromptSet.Default.Findings, options.Protocol).Length == 0
            ? null
            : new ZeroShotValidator(
                new ImageLoader(setting.Images, new ImagePreprocessor(setting.Preprocessing), setting.Loading), labels, setting.Tokenizer, options: options);
    }

    /// <inheritdoc/>
    public ValidationResult Validate(IContrastiveTowers towers, ValidationMoment moment, CancellationToken cancellation)
    {
        return ToValidation(Evaluate(towers, cancellation));
    }

    internal static ValidationResult ToValidation(ZeroShotResult result)
    {
        Dictionary<string, double> details = result.Findings.Where(f => !double.IsNaN(f.Auc)).ToDictionary(f => f.Finding.Name, f => f.Auc);
        return new ValidationResult("mean AUC", result.MeanAuc, details, StandardError(result));
    }

    // Of a mean of AUCs, from their 95 % intervals, as if the findings were independent.
    private static double StandardError(ZeroShotResult result)
    {
        double[] errors = [.. result.Findings.Where(f => f.AucInterval is not null).Select(f => (f.AucInterval!.Value.High - f.AucInterval!.Value.Low) / (2 * 1.96))];
        return errors.Length == 0 ? 0 : Math.Sqrt(errors.Sum(error => error * error)) / errors.Length;
    }

    /// <summary>Evaluates towers on the validation films.</summary>
    /// <param name="towers">The model, in evaluation mode.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public ZeroShotResult Evaluate(IContrastiveTowers towers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(towers);
        var encoder = new TowerEncoder(towers, tokenizer, options.BatchSize, options.MaxTextLength, options.TextBatching);
        var head = new ZeroShotHead(
            prompts, texts => [.. encoder.EncodeTexts(texts, cancellation).SelectMany(row => row)], encoder.LogitScale(), options.Ensemble, options.Paired);
        var scores = new List<float>(labels.Count * prompts.Findings.Count);
        var scored = new List<FindingLabels>(labels.Count);
        foreach ((int place, float[] embedding) in encoder.EncodeImages(images, cancellation))
        {
            scored.Add(labels[place]);
            scores.AddRange(head.Score(embedding));
        }

        return scored.Count == 0
            ? throw new InvalidInputException("None of the validation films could be read.")
            : new ZeroShotProtocol(options.Protocol).Evaluate(prompts.Findings, scores.ToArray(), scored);
    }

    // Findings that all or none of the films have are not scored at all: they could not move the mean.
    private static PromptSet Measurable(IReadOnlyList<FindingLabels> labels, PromptSet prompts, GroundTruthPolicy? protocol)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0)
        {
            throw new InvalidInputException("Validation needs films with labels; there are none.");
        }

        Finding[] measurable = MeasurableFindings(labels, prompts.Findings, protocol);
        return measurable.Length > 0
            ? prompts.Subset(new FindingSet(measurable))
            : throw new InvalidInputException(
                $"No finding with prompts is present in some of the {labels.Count} validation films and absent in others, so that nothing can be "
                + "measured; validate on more patients.");
    }

    private static Finding[] MeasurableFindings(IReadOnlyList<FindingLabels> labels, FindingSet findings, GroundTruthPolicy? protocol) =>
    [
        .. new ZeroShotProtocol(protocol).Evaluate(findings, new float[labels.Count * findings.Count], labels).Findings
            .Where(result => !double.IsNaN(result.Auc)).Select(result => result.Finding),
    ];
}
