using MedClip.Data;
using Microsoft.Extensions.Options;

namespace MedClip.Training;

/// <summary>Checks every range and choice of <see cref="TrainingOptions"/>; a failure lists everything wrong at once.</summary>
public sealed class TrainingOptionsValidator : IValidateOptions<TrainingOptions>
{
    private readonly AnnotatedTrainingOptionsValidator annotations = new();

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ValidateOptionsResult annotated = annotations.Validate(name, options);
        List<string> failures = [.. annotated.Failures ?? [], .. Combinations(options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>Throws when the options are wrong.</summary>
    /// <param name="options">The options.</param>
    /// <exception cref="InvalidInputException">Something is wrong; the message lists all of it.</exception>
    public static void Check(TrainingOptions options)
    {
        ValidateOptionsResult result = new TrainingOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new InvalidInputException($"The training options are wrong:{string.Concat(result.Failures.Select(failure => $"\n  {failure}"))}");
        }
    }

    private static IEnumerable<string> Combinations(TrainingOptions options)
    {
        foreach (string failure in UndefinedChoices(options).Concat(SamplingProblems(options)).Concat(options.Optimizer is null ? [] : OptimizerProblems(options.Optimizer)))
        {
            yield return failure;
        }

        if (options.Objective is { } objective && options.Behaviour != Behaviour.Default && (objective.AbsenceWeight > 0 || objective.RarityPower > 0))
        {
            yield return $"Objective.AbsenceWeight and Objective.RarityPower belong to the default behaviour; Behaviour is {options.Behaviour}.";
        }

        if (options is { Distributed.SyncBatchNorm: true, Optimizer.GradCacheRows: > 0 })
        {
            yield return "Distributed.SyncBatchNorm and Optimizer.GradCacheRows exclude each other: the cache normalises its small batches, of which processes may have different numbers.";
        }

        if (options.Objective?.MixtureProblem() is { } mixture)
        {
            yield return mixture;
        }
        else if (options.Objective is { NeedsPairs: true } paired && options.Sampling is { BatchSentences: { } sentences } sampling && sentences != sampling.BatchImages)
        {
            yield return $"Objective.Kind {paired.Kind} compares pairs: Sampling.BatchSentences ({sentences}) must equal Sampling.BatchImages "
                + $"({sampling.BatchImages}) or be left out.";
        }
    }

    private static IEnumerable<string> SamplingProblems(TrainingOptions options)
    {
        if (options.Sampling is not { } sampling)
        {
            yield break;
        }

        if (sampling is { Sentences: SentenceSampling.Reference, BatchSentences: not null } && !ComparesPairs(options.Objective))
        {
            yield return "Sampling.Sentences Reference draws one sentence for each image; leave Sampling.BatchSentences out.";
        }

        if (ComparesPairs(options.Objective) && (sampling.Images != ImageSampling.EveryFilmOnce || sampling.HardShare > 0))
        {
            yield return $"Sampling.Images and Sampling.HardShare look at labels; Objective.Kind {options.Objective!.Kind} compares pairs.";
        }
    }

    private static bool ComparesPairs(ObjectiveOptions? objective) => objective?.MixtureProblem() is null && objective is { NeedsPairs: true };

    private static IEnumerable<string> OptimizerProblems(OptimizerOptions optimizer)
    {
        if (optimizer is { Kind: OptimizerKind.Sgd, Nesterov: true, Momentum: 0 })
        {
            yield return "Optimizer.Nesterov looks ahead along a momentum; Optimizer.Momentum is 0.";
        }

        if (optimizer is { GradCacheRows: > 0, AccumulationSteps: > 1 })
        {
            yield return "Optimizer.GradCacheRows and Optimizer.AccumulationSteps exclude each other: the first gives the whole batch's gradient, the second another one.";
        }
    }

    // Annotations do not notice a number cast to an enumeration.
    private static IEnumerable<string> UndefinedChoices(TrainingOptions options)
    {
        (string Key, Enum? Value)[] choices =
        [
            (nameof(options.Behaviour), options.Behaviour), (nameof(options.Precision), options.Precision),
            ("Objective.Kind", options.Objective?.Kind), ("Objective.Uncertainty", options.Objective?.Uncertainty),
            ("Sampling.Unlabelled", options.Sampling?.Unlabelled), ("Sampling.Sentences", options.Sampling?.Sentences), ("Sampling.Images", options.Sampling?.Images),
            ("Sampling.Unreadable", options.Sampling?.Unreadable), ("Model.Augmentation", options.Model?.Augmentation), ("Optimizer.DecayRule", options.Optimizer?.DecayRule),
            ("Schedule.Kind", options.Schedule?.Kind), ("Optimizer.Kind", options.Optimizer?.Kind), ("Optimizer.Accumulation", options.Optimizer?.Accumulation),
            ("Objective.Similarity", options.Objective?.Similarity), ("Objective.SupervisedKind", options.Objective?.SupervisedKind),
            ("Sampling.TextAugmentation", options.Sampling?.TextAugmentation),
            ("Validation.TextBatching", options.Validation?.TextBatching),
        ];
        return choices.Where(choice => choice.Value is { } value && !Enum.IsDefined(value.GetType(), value))
            .Select(choice => $"{choice.Key} is {choice.Value}; it can be {string.Join(", ", Enum.GetNames(choice.Value!.GetType()))}.");
    }
}

[OptionsValidator]
internal sealed partial class AnnotatedTrainingOptionsValidator : IValidateOptions<TrainingOptions>;
