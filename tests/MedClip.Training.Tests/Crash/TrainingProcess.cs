namespace MedClip.Training.Tests;

/// <summary>A run of 200 steps of the tiny model that saves every few; it tells each step, so that a test may kill it at any.</summary>
internal static class TrainingProcess
{
    public const int Steps = 200;

    public static TrainingOptions Options() => new()
    {
        Epochs = 10,
        Seed = 5,
        AverageDecay = 0.9,
        Precision = PrecisionMode.Float32,
        Optimizer = { LearningRate = 0.01 },
        Checkpoint = { EverySteps = 3 },
    };

    public static double[] Train(string folder, bool resume)
    {
        TorchSharp.torch.set_num_threads(1);
        using TinyTowers towers = new TinyTowers(dropout: 0.2).Randomised(resume ? 77u : 3u);
        TrainingOptions options = Options();
        using var trainer = new Trainer(new TrainerParts
        {
            Towers = towers,
            Source = new TinyBatches(stepsPerEpoch: Steps / options.Epochs),
            Options = options,
            Run = RunFolder.Open(folder, options, resume),
            Validator = new Metric(),
            Progress = new TrainerFixture.Watch(progress => Console.WriteLine(progress.Step)),
        });
        trainer.Run();
        using TorchSharp.DisposeScope scope = TorchSharp.torch.NewDisposeScope();
        return [.. towers.named_parameters().SelectMany(parameter => parameter.parameter.Values())];
    }

    private sealed class Metric : IValidator
    {
        public ValidationResult Validate(IContrastiveTowers towers, ValidationMoment moment, CancellationToken cancellation) =>
            new("mean AUC", 0.5 + (0.01 * ((moment.Epoch * 7) % 5)), new Dictionary<string, double>());
    }
}
