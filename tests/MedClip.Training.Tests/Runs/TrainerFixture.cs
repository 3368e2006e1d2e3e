using System.Text.Json.Nodes;

namespace MedClip.Training.Tests;

/// <summary>Runs of the tiny model in a temporary folder.</summary>
internal sealed class TrainerFixture : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("medclip-run-").FullName;

    public static TrainingOptions Options(int epochs = 3) => new()
    {
        Epochs = epochs,
        Seed = 5,
        AverageDecay = 0.9,
        Precision = PrecisionMode.Float32,
        Optimizer = { LearningRate = 0.01 },
    };

    public string Folder(string name) => Path.Combine(Root, name);

    /// <summary>Runs and returns the result with the final weights.</summary>
    public (TrainingResult Result, double[] Weights) Train(
        string folder, TrainingOptions options, bool resume = false, IValidator? validator = null, IProgress<TrainingProgress>? progress = null,
        ITrainingBatchSource? source = null, IReadOnlyList<ITrainingCallback>? callbacks = null,
        Microsoft.Extensions.Logging.ILogger? logger = null, CancellationToken cancellation = default)
    {
        using TinyTowers towers = new TinyTowers(dropout: 0.2).Randomised(resume ? 77u : 3u);
        using var trainer = new Trainer(new TrainerParts
        {
            Towers = towers,
            Source = source ?? new TinyBatches(),
            Options = options,
            Run = RunFolder.Open(Folder(folder), options, resume),
            Validator = validator,
            Progress = progress,
            Callbacks = callbacks ?? [],
            Logger = logger ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
        });
        TrainingResult result = trainer.Run(cancellation);
        return (result, [.. towers.named_parameters().SelectMany(parameter => parameter.parameter.Values())]);
    }

    /// <summary>Keeps what is logged.</summary>
    public sealed class Notes : Microsoft.Extensions.Logging.ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(
            Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }

    /// <summary>Losses of a run's log by step.</summary>
    public double[] Losses(string folder) =>
        [.. Lines(folder).Where(line => (string?)line["kind"] == "step").Select(line => (double)line["loss"]!)];

    public JsonNode[] Lines(string folder) =>
        [.. File.ReadLines(Path.Combine(Folder(folder), "log.jsonl")).Select(line => JsonNode.Parse(line)!)];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Calls back on the training thread, unlike <see cref="Progress{T}"/>.</summary>
    public sealed class Watch(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    /// <summary>Gives a metric for each epoch.</summary>
    public sealed class Metrics(params double[] values) : IValidator
    {
        public double StandardError { get; init; }

        public ValidationResult Validate(IContrastiveTowers towers, ValidationMoment moment, CancellationToken cancellation)
        {
            towers.Module.training.ShouldBeFalse();
            return new("mean AUC", values[moment.Epoch - 1], new Dictionary<string, double> { ["Edema"] = values[moment.Epoch - 1] }, StandardError);
        }
    }
}
