using MedClip.Data;
using MedClip.Models;
using MedClip.Training;

namespace MedClip.Cli;

/// <summary>Resolves the training options of a command line: a preset or file, then single settings, then the command line's own options.</summary>
internal static class PretrainConfiguration
{
    /// <exception cref="InvalidInputException">The configuration file is wrong.</exception>
    /// <exception cref="WrongUseException">An option of the command line is wrong.</exception>
    public static TrainingOptions Resolve(PretrainOptions options)
    {
        TrainingOptions training = Start(options.Config);
        foreach ((string key, string value) in options.Settings)
        {
            Set(training, key, value);
        }

        training.Epochs = options.Epochs ?? training.Epochs;
        training.Seed = options.Seed ?? training.Seed;
        training.Behaviour = options.Behaviour ?? training.Behaviour;
        training.Sampling.BatchImages = options.Batch ?? training.Sampling.BatchImages;
        training.Sampling.Unreadable = options.Unreadable == UnreadablePictures.Skip ? UnreadableImages.Skip : UnreadableImages.Refuse;
        training.Validation.Fraction = options.ValidationFraction ?? training.Validation.Fraction;
        training.Device = options.Device ?? training.Device;
        training.Precision = options.Precision switch
        {
            PrecisionChoice.Auto => PrecisionMode.Auto,
            PrecisionChoice.Float32 => PrecisionMode.Float32,
            PrecisionChoice.BFloat16 => PrecisionMode.BFloat16,
            _ => training.Precision,
        };
        training.Sampling.Sentences = options.Sampling ?? training.Sampling.Sentences;
        training.Sampling.Images = options.FilmSampling ?? training.Sampling.Images;
        training.Sampling.HardShare = options.HardShare ?? training.Sampling.HardShare;
        training.Sampling.DecodedCache = options.Cache ?? training.Sampling.DecodedCache;

        // Under the released code's sampling the column says which report is a film's own; films without one stay unpaired.
        if (options.PairColumn is not null && options.Sampling != SentenceSampling.Reference && training.Objective.Kind != ObjectiveKind.Mixture && !training.Objective.Kind.IsPaired())
        {
            training.Objective.Kind = ObjectiveKind.InfoNce;
        }

        training.Objective.Kind = options.Objective ?? training.Objective.Kind;
        training.Model.Vision = options.Vision ?? training.Model.Vision;
        training.Model.Text = options.Text ?? training.Model.Text;
        training.Optimizer.GradCacheRows = options.GradCache ?? training.Optimizer.GradCacheRows;
        training.Optimizer.AccumulationSteps = options.Accumulate ?? training.Optimizer.AccumulationSteps;

        TrainingOptionsValidator.Check(training);
        return training;
    }

    private static TrainingOptions Start(string? config)
    {
        if (config is null)
        {
            return new TrainingOptions();
        }

        if (config.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return TrainingOptionsJson.Load(config);
        }

        if (TrainingPresets.All.TryGetValue(config, out Func<TrainingOptions>? recipe))
        {
            return recipe();
        }

        return MedClipConfig.Presets.ContainsKey(config)
            ? new TrainingOptions { Model = { Config = config } }
            : throw new WrongUseException($"--config: there is no preset '{config}'; known are {string.Join(", ", TrainingPresets.All.Keys.Concat(MedClipConfig.Presets.Keys))}, or a file that ends in .json.");
    }

    private static void Set(TrainingOptions training, string key, string value)
    {
        try
        {
            TrainingOptionsKeys.Apply(training, $"{key}={value}");
        }
        catch (InvalidInputException error)
        {
            throw new WrongUseException($"--set {key}={value}: {error.Message}");
        }
    }
}
