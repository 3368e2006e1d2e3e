using MedClip.Data;
using MedClip.Knowledge;
using MedClip.Models;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training;

/// <summary>
/// A whole pre-training run: labels the reports' sentences, splits the films by patient, builds tokenizer and model, trains, validates,
/// saves, resumes.
/// </summary>
public sealed partial class Pretrainer : IDisposable
{
    private const int MeasuredSteps = 5;

    private readonly PretrainingRequest request;
    private readonly MedClipTowers towers;

    /// <summary>Prepares a run: reads and labels what there is, and builds the model. Writes nothing.</summary>
    /// <param name="request">What to train.</param>
    /// <exception cref="InvalidInputException">Options or data are wrong.</exception>
    public Pretrainer(PretrainingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        this.request = request;
        TrainingOptionsValidator.Check(request.Options);
        ComputeDevice.Parse(request.Options.Device);   // before anything is read
        var seed = new SeedSequence(request.Options.Seed);
        Data = PretrainingData.Assemble(request.Images, Corpus(request), request.Reports, request.Options);
        using InitialSource? whole = InitialSource.Open(request.Initial, request.Options.Objective.NeedsTexts && request.InitialText is null);
        using InitialSource? text = InitialSource.Open(request.InitialText, needsTokenizer: true);
        using InitialSource? vision = InitialSource.Open(request.InitialVision, needsTokenizer: false);
        ITextTokenizer? given = text?.Tokenizer ?? whole?.Tokenizer;
        Plan = request.Like is { } like ? ModelPlan.Like(like, request.Options, given) : ModelPlan.Decide(request.Options, Data, given);
        var model = new MedClipModel(Plan.Config, seed);
        whole?.CopyInto(model, null);
        vision?.CopyInto(model, InitialWeights.Vision);
        text?.CopyInto(model, InitialWeights.Text);
        // Each process of a machine has a GPU of its own.
        string place = request.Options.Device;
        Device device = ComputeDevice.Parse(request.Group is { } group && place == "cuda" ? $"cuda:{group.LocalRank}" : place);
        model.to(device);
        towers = new MedClipTowers(model, Plan.Tokenizer);
        var sizes = new ObjectiveSizes(Plan.Config.ProjectionSize, Data.Findings.Count, seed, Data.PositiveWeights(request.Options.Objective));
        Objective = request.Objective?.Invoke(sizes) ?? request.Options.Objective.Create(request.Options.Behaviour, sizes);
        Objective.Module?.to(device);
        Batches = new PretrainingBatches(Data, Plan.Tokenizer, Plan.Preprocessing, request.Options, group: request.Group);
    }

    /// <summary>What is trained on.</summary>
    public PretrainingData Data { get; }

    /// <summary>The model that was decided on.</summary>
    public ModelPlan Plan { get; }

    /// <summary>The loss.</summary>
    public IContrastiveObjective Objective { get; }

    /// <summary>The batches.</summary>
    public PretrainingBatches Batches { get; }

    /// <summary>The model; trained in place by <see cref="Run"/>.</summary>
    public MedClipModel Model => towers.Model;

    /// <summary>Trains.</summary>
    /// <param name="cancellation">Ends the run after the running step, saved and resumable.</param>
    /// <returns>What the run came to.</returns>
    /// <exception cref="InvalidInputException">The run folder holds another run, or a film can't be read.</exception>
    public TrainingResult Run(CancellationToken cancellation = default)
    {
        bool isFirst = request.Group is null or { Rank: 0 };
        RunFolder? run = isFirst ? RunFolder.Open(request.Output, request.Options, request.Resume) : null;
        IReadOnlyDictionary<string, string> facts = Data.Facts(request.Images.Source, [request.Images.Source, .. request.Reports.Select(reports => reports.Source), .. request.Manifests]);
        if (run is not null && request.Resume)
        {
            RunEnvironment.CheckSameData(run.EnvironmentFile, facts);
        }

        using var trainer = new Trainer(new TrainerParts
        {
            Towers = towers,
            Source = Batches,
            Options = request.Options,
            Run = run,
            Group = request.Group,
            Objective = Objective,
            Checkpoints = new MedClipCheckpoints(Model, Plan.Manifest(request.Options, Data) with { Gate = isFirst ? Gate(cancellation) : null }, Plan.Tokenizer, Objective),
            Callbacks = isFirst ? request.Callbacks : [],
            Validator = isFirst ? Validator() : null,
            Progress = request.Progress,
            Logger = request.Logger,
            Clock = request.Clock,
        });
        if (run is not null)
        {
            (RunEnvironment.Capture(request.Clock.GetUtcNow(), request.Options.Seed, trainer.Precision, facts) with { Processes = request.Group?.Size ?? 1 }).Write(run.EnvironmentFile);
        }

        if (Data.PseudoPairs)
        {
            LogPseudoPairs(request.Logger);
        }

        LogStart(request.Logger, Data.Train.Count, Data.Validation.Count, Data.Texts.Count, trainer.TotalSteps, trainer.Precision.Reason);
        TrainingResult result = trainer.Run(cancellation);
        UnreadableImage[] unreadable = [.. (request.Group?.FromAll(Batches.Unreadable) ?? [Batches.Unreadable]).SelectMany(films => films).DistinctBy(film => film.Name)];
        if (run is not null && unreadable.Length > 0)
        {
            using var log = new TrainingLog(run.LogFile, result.Steps);
            log.Unreadable(result.Steps, unreadable);
            LogUnreadable(request.Logger, unreadable.Length, unreadable[0].Reason);
        }

        return result;
    }

    /// <summary>Measures a few steps, for a dry run. They move the model's weights, so run nothing with this object afterwards.</summary>
    public PretrainingEstimate Estimate()
    {
        TrainingOptions options = request.Options;
        long total = (long)options.Epochs * Batches.StepsPerEpoch;
        using var step = new TrainingStep(
            towers, Objective, options.Optimizer, options.Schedule.For(total),
            ComputePrecision.Choose(options.Precision, towers.LogScale.device));
        Model.train();
        var times = new List<TimeSpan>();
        long before = request.Clock.GetTimestamp();
        foreach (TrainingBatch batch in Batches.Read(0, 0, CancellationToken.None).Take(MeasuredSteps))
        {
            using (batch)
            {
                step.Run(batch, times.Count);
            }

            times.Add(request.Clock.GetElapsedTime(before));
            before = request.Clock.GetTimestamp();
        }

        times.Sort();
        TimeSpan median = times[times.Count / 2];
        long parameters = Model.parameters().Sum(parameter => parameter.numel());
        int models = 2 + (options.Checkpoint.KeepEveryEpochs > 0 ? options.Epochs / options.Checkpoint.KeepEveryEpochs : 0);
        int moments = options.AverageDecay > 0 ? 4 : 3;
        return new PretrainingEstimate(
            parameters, Batches.StepsPerEpoch, total, median, median * total, Environment.WorkingSet, parameters * sizeof(float) * (models + moments));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Batches.Dispose();
        (Objective as IDisposable)?.Dispose();
        Model.Dispose();
    }

    private IValidator? Validator() => Data.Validation.Count == 0 || request.Validator is not { } make ? null : make(new ValidationSetting(
        Data.Validation, Data.Findings, Plan.Tokenizer, Plan.Preprocessing, request.Options.Sampling.MaximumTokens,
        new ImageLoaderOptions
        {
            Workers = request.Options.Sampling.LoaderThreads,
            CacheBytes = (long)request.Options.Sampling.CacheMegabytes << 20,
            Unreadable = request.Options.Sampling.Unreadable,
        },
        request.Options.Validation.TextBatching)
    {
        Objective = Objective,
    });

    // From the films alone, so that it is there at the first checkpoint and the same after a resume.
    private FilmGate? Gate(CancellationToken cancellation)
    {
        if (!request.Options.Checkpoint.FilmGate)
        {
            return null;
        }

        FilmGate? gate = FilmGateTraining.Fit(
            Data.Train, Data.Validation, $"{Data.Train.Count} films of {Path.GetFileName(Path.TrimEndingDirectorySeparator(request.Images.Source))}", new SeedSequence(request.Options.Seed).For("gate"), cancellation);
        if (gate is null)
        {
            LogNoGate(request.Logger);
        }
        else
        {
            LogGate(request.Logger, gate.HeldOutRefused, gate.HeldOut, gate.OthersRefused);
        }

        return gate;
    }

    private static SentenceCorpus? Corpus(PretrainingRequest request)
    {
        SamplingOptions sampling = request.Options.Sampling;
        if (!request.Options.Objective.NeedsTexts || (request.Options.Objective.NeedsPairs && request.Images.All(image => image.Text is not null)))
        {
            return null;
        }

        var labeler = new Lazy<ReportLabeler>(() => new ReportLabeler());
        SentenceCorpus[] corpora =
        [
            .. request.Reports.Select(reports => SentenceCorpus.FromReports(reports, labeler.Value, sampling, request.Options.Behaviour)),
            .. request.Sentences.Select(sentences => SentenceCorpus.FromSentences(sentences, sampling)),
        ];
        return corpora.Length switch { 0 => null, 1 => corpora[0], _ => SentenceCorpus.Concatenate(corpora) };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The films are too few for a gate; classifiers will take any picture.")]
    private static partial void LogNoGate(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "A gate refuses {Refused:P1} of {HeldOut} films held out, and {Others:P1} of other pictures.")]
    private static partial void LogGate(ILogger logger, double refused, int heldOut, double others);

    [LoggerMessage(Level = LogLevel.Information, Message = "The films have no texts of their own: each is met, epoch by epoch, with a sentence of labels most like its own.")]
    private static partial void LogPseudoPairs(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} images could not be read and were left out, the first: {Reason} All are listed in log.jsonl.")]
    private static partial void LogUnreadable(ILogger logger, int count, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Training on {Train} films ({Validation} validate) and {Texts} texts for {Steps} steps in {Precision}.")]
    private static partial void LogStart(ILogger logger, int train, int validation, int texts, long steps, string precision);
}
