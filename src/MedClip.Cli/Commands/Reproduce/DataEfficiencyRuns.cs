using System.Globalization;
using System.Runtime.CompilerServices;
using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Models;
using MedClip.Training;
using Microsoft.Extensions.Logging;

namespace MedClip.Cli;

/// <summary>Pre-trains on nested subsets of the films and reports; a run that was stopped goes on, one that was finished is taken as it is.</summary>
/// <param name="sentences">Labels the reports' sentences.</param>
/// <param name="clock">The clock.</param>
internal sealed class DataEfficiencyRuns(LabelledSentences sentences, TimeProvider clock)
{
    /// <summary>The runs, from the smallest to the largest.</summary>
    public async IAsyncEnumerable<(int Films, string Checkpoint)> RunAsync(Reproduction work, EvaluationSet test, [EnumeratorCancellation] CancellationToken cancellation)
    {
        HashSet<string> tested = [.. test.Test.Concat(test.Train).Select(EvaluationSets.Patient)];
        ImageTable chexpert = work.Data.Films(PreparedSets.CheXpert);
        ImageTable all = ImageTable.Concatenate(
            [chexpert.Select(Enumerable.Range(0, chexpert.Count).Where(i => !tested.Contains(EvaluationSets.Patient(chexpert[i])))), work.Data.Films(PreparedSets.Mimic)]);
        ReportRecord[] reports = [.. ReportTable.Load(work.Data.PathOf(new(PreparedSets.Mimic, "reports.csv")))];
        new SeedSequence(work.Options.Seed).For("fig1 reports").ToRandom().Shuffle<ReportRecord>(reports);
        int[] sizes = [.. NestedSubsets.PaperSizes.Select(size => (int)Math.Round(size * work.Options.Scale)).Select(size => Math.Min(size, all.Count)).Where(size => size > 1).Distinct()];
        foreach (int[] rows in NestedSubsets.Choose(all, sizes, work.Seed))
        {
            string folder = Path.Combine(work.Options.Output, "runs", rows.Length.ToString(CultureInfo.InvariantCulture));
            int share = Math.Max(1, (int)((long)reports.Length * rows.Length / all.Count));
            await TrainAsync(work, all.Select(rows), reports[..share], folder, cancellation).ConfigureAwait(false);
            yield return (rows.Length, folder);
        }
    }

    private async Task TrainAsync(Reproduction work, ImageTable films, ReportRecord[] reports, string folder, CancellationToken cancellation)
    {
        string done = Path.Combine(folder, "finished");
        if (File.Exists(done))
        {
            work.Console.Say($"{films.Count} films: trained before, {folder}");
            return;
        }

        TrainingOptions training = PretrainConfiguration.Resolve(new PretrainOptions
        {
            Images = [], Output = folder, Config = work.Options.Config, Settings = work.Options.Settings, Epochs = work.Options.Epochs, Seed = work.Options.Seed, Unreadable = UnreadablePictures.Skip,
            ValidationFraction = 0.1, Device = work.Options.Compute.Device,
        });
        var request = new PretrainingRequest
        {
            // The prepared tables' own splits are those of other protocols.
            Images = films.WithoutSplit(),
            Sentences = [new SentenceTable(FindingSet.CheXpert, sentences.Of(reports))],
            Options = training,
            Output = folder,
            Resume = Directory.Exists(Path.Combine(folder, "checkpoints")),
            Validator = ZeroShotValidator.ForRun,
            Logger = new ConsoleLogger(work.Console, LogLevel.Warning),
            Clock = clock,
        };
        TrainingResult result = await work.Console.TrackAsync($"{films.Count} films", display => Task.Run(
            () =>
            {
                using var pretrainer = new Pretrainer(request with { Progress = new TrainingDisplay(display) });
                return pretrainer.Run(cancellation);
            },
            CancellationToken.None)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        AtomicFile.Write(done, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{result.Steps} steps\n"))));
    }
}
