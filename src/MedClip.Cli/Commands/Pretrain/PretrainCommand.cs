using System.Globalization;
using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Models;
using MedClip.Training;
using Microsoft.Extensions.Logging;

namespace MedClip.Cli;

/// <summary>Reads the tables, resolves the configuration, and trains; or says what training would take.</summary>
internal sealed class PretrainCommand(FilmReader films, CliConsole console, TimeProvider clock) : ICliCommand<PretrainOptions>
{
    public async Task<CommandOutcome> RunAsync(PretrainOptions options, CancellationToken cancellation)
    {
        TrainingOptions training = PretrainConfiguration.Resolve(options);
        using IProcessGroup? group = options.DryRun ? null : DistributedRun.Join();
        using var guard = new RankGuard(group, console);
        try
        {
            return await RunAsync(options, training, group, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException && group is { LostToken.IsCancellationRequested: false })
        {
            group.Fail(ErrorText.Of(error));
            throw;
        }
    }

    private Task<CommandOutcome> RunAsync(PretrainOptions options, TrainingOptions training, IProcessGroup? group, CancellationToken cancellation)
    {
        bool speaks = group is null or { Rank: 0 };
        var request = new PretrainingRequest
        {
            Images = Images(options),
            Reports = [.. options.Reports.Select(path => ReportTable.Load(path))],
            Sentences = [.. options.Sentences.Select(path => SentenceTable.Load(path))],
            Options = training,
            Output = options.Output,
            Resume = options.Resume,
            Manifests = [.. options.Images, .. options.Sentences],
            Initial = options.Init,
            Like = options.LikeInit ? Checkpoint.ReadManifest(options.Init!) : null,
            InitialVision = options.InitVision,
            InitialText = options.InitText,
            Validator = ZeroShotValidator.ForRun,
            Group = group,
            Logger = new ConsoleLogger(console, speaks ? LogLevel.Information : LogLevel.Warning),
            Clock = clock,
        };
        return options.DryRun ? DryRunAsync(request, cancellation) : TrainAsync(request, cancellation);
    }

    private ImageTable Images(PretrainOptions options)
    {
        var reading = new ImageTableOptions
        {
            SplitColumn = options.SplitColumn,
            IgnoreSplit = options.ValidationFraction is not null,
            TextColumn = options.PairColumn,
        };
        return ImageTable.Concatenate(
            [.. options.Images.Select(path => films.Read(new ImageInput(path, options.ImageRoot, options.Unreadable, options.Duplicates), reading))]);
    }

    private async Task<CommandOutcome> TrainAsync(PretrainingRequest request, CancellationToken cancellation)
    {
        if (request.Group is { Rank: > 0 })
        {
            TrainingResult share = await Task.Run(() => Train(request, cancellation), CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return share.Outcome == TrainingOutcome.Cancelled ? CommandOutcome.Terminated : CommandOutcome.Success;
        }

        TrainingResult result = await console.TrackAsync(
            "training",
            display => Task.Run(() => Train(request with { Progress = new TrainingDisplay(display) }, cancellation), CancellationToken.None)).ConfigureAwait(false);
        if (result.Outcome == TrainingOutcome.Cancelled)
        {
            console.Say($"stopped after step {result.Steps}; the same command with --resume goes on from there: {request.Output}");
            cancellation.ThrowIfCancellationRequested();
            return CommandOutcome.Terminated;
        }

        WriteReport(request);
        string best = result.BestMetric is { } metric ? string.Create(CultureInfo.InvariantCulture, $", best validation {metric:0.000} in epoch {result.BestEpoch}") : "";
        console.Say(string.Create(CultureInfo.InvariantCulture, $"{result.Epochs} epochs, {result.Steps} steps, loss {result.SmoothedLoss:0.000}{best}: {request.Output}"));
        return CommandOutcome.Success;
    }

    // The learning curves as a page in the run folder.
    private static void WriteReport(PretrainingRequest request)
    {
        string log = Path.Combine(request.Output, "log.jsonl");
        if (File.Exists(log))
        {
            HtmlReport.Write(Path.Combine(request.Output, "report.html"), new EvaluationReport
            {
                Title = request.Options.Objective.Kind == ObjectiveKind.Supervised ? "Training on labels" : "Pre-training",
                Training = TrainingCurve.Read(log),
                Provenance =
                [
                    new("run", request.Output), new("objective", request.Options.Objective.Kind.ToString()),
                    new("images", request.Images.Source), new("seed", request.Options.Seed.ToString(CultureInfo.InvariantCulture)),
                ],
            });
        }
    }

    private TrainingResult Train(PretrainingRequest request, CancellationToken cancellation)
    {
        using var pretrainer = new Pretrainer(request);
        if (request.Group is null or { Rank: 0 })
        {
            Describe(pretrainer);
        }

        TrainingResult result = pretrainer.Run(cancellation);
        films.Report("training", "unreadable", [.. pretrainer.Batches.Unreadable.Select(film => film.Reason)]);
        return result;
    }

    private async Task<CommandOutcome> DryRunAsync(PretrainingRequest request, CancellationToken cancellation)
    {
        (PretrainingEstimate estimate, TrainingOptions resolved) = await Task.Run(
            () =>
            {
                using var pretrainer = new Pretrainer(request);
                Describe(pretrainer);
                return (pretrainer.Estimate(), request.Options);
            },
            cancellation).ConfigureAwait(false);
        console.Out.WriteLine(TrainingOptionsJson.Write(resolved));
        console.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{estimate.Parameters:N0} parameters, {estimate.TotalSteps:N0} steps of {estimate.StepTime.TotalMilliseconds:N0} ms"));
        console.Say($"time    about {TimeText.Of(estimate.TotalTime)}, and validation");
        console.Say(string.Create(CultureInfo.InvariantCulture, $"memory  about {estimate.MemoryBytes / 1e6:N0} MB"));
        console.Say(string.Create(CultureInfo.InvariantCulture, $"disk    about {estimate.DiskBytes / 1e6:N0} MB"));
        return CommandOutcome.Success;
    }

    private void Describe(Pretrainer pretrainer)
    {
        PretrainingData data = pretrainer.Data;
        console.Say($"images: {data.Train.Count} train, {data.Validation.Count} validate, {data.TestImages} kept for testing; texts: {data.Texts.Count}{(data.PseudoPairs ? ", paired with films by their labels" : "")}");
        MedClipConfig model = pretrainer.Plan.Config;
        console.Say($"model: {Name(model.Vision)} of {model.Vision.ImageSize} x {model.Vision.ImageSize} pixels, {(model.Text is NoTextConfig ? "no text tower" : $"{Name(model.Text)} of {model.Text.VocabularySize} tokens")}, {model.ProjectionSize} dimensions");
    }

    private static string Name(object config) => config.GetType().Name.Replace("Config", "", StringComparison.Ordinal);
}
