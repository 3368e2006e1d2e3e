using System.Diagnostics;
using MedClip.Data;
using MedClip.Evaluation;
using MedClip.Training;

namespace MedClip.Ablation;

/// <summary>Trains arms and measures them; what is in the rows already is passed over, and a training that was stopped goes on where it was.</summary>
internal sealed class Experiments(Settings settings)
{
    private const double ValidationFraction = 0.2;
    private readonly ImageTable images = ImageTable.Load(settings.Images, settings.ImageRoot);
    private readonly ReportTable reports = ReportTable.Load(settings.Reports);
    private readonly Rows rows = new(settings.Output);

    /// <summary>One factor at a time: arms × seeds, measured after the last epoch on a fifth of the patients, the same for all arms of a seed.</summary>
    public void Ablation()
    {
        Arm[] arms = [.. Arm.Load(settings.Arms).Where(arm => settings.Only.Count == 0 || settings.Only.Contains(arm.Name))];
        foreach (int seed in Enumerable.Range(settings.FirstSeed, settings.Seeds))
        {
            foreach (Arm arm in arms.Where(arm => !rows.Has(arm.Name, 0, seed)))
            {
                PatientSplit split = PatientSplit.ByFraction(images, ValidationFraction, new SeedSequence((ulong)seed));
                Run(arm, 0, seed, images.Select(Part(split.Train, arm.Fraction, seed)), images.Select(split.Validation));
            }
        }

        Summary.Write(rows.All, [.. arms.Select(arm => arm.Name)]);
    }

    /// <summary>Folds by patient × seeds, our recipe against a supervised one (or the arms asked for): each tests on patients that it has not seen, choosing its checkpoint on others.</summary>
    public void Folds()
    {
        string[] patients = [.. images.Select(Patient).Distinct(StringComparer.Ordinal).OrderBy(patient => new SeedSequence(0).For("folds").For(patient).Value)];
        Dictionary<string, int> foldOf = patients.Select((patient, i) => (patient, i)).ToDictionary(entry => entry.patient, entry => entry.i % settings.Folds, StringComparer.Ordinal);
        int[] all = [.. Enumerable.Range(0, images.Count)];
        Arm[] arms = settings.Only.Count == 0 ? [.. Arm.OfFolds] : [.. Arm.OfFolds.Concat(Arm.Load(settings.Arms)).DistinctBy(arm => arm.Name).Where(arm => settings.Only.Contains(arm.Name))];
        foreach (int seed in Enumerable.Range(settings.FirstSeed, settings.Seeds))
        {
            for (int fold = settings.FirstFold; fold <= (settings.LastFold > 0 ? settings.LastFold : settings.Folds); fold++)
            {
                foreach (Arm arm in arms.Where(arm => !rows.Has(arm.Name, fold, seed)))
                {
                    int held = fold - 1;
                    Run(arm, fold, seed, images.Select(all.Where(i => foldOf[Patient(images[i])] != held)), images.Select(all.Where(i => foldOf[Patient(images[i])] == held)));
                }
            }
        }

        Summary.Write(rows.All, [.. arms.Select(arm => arm.Name)]);
    }

    private void Run(Arm arm, int fold, int seed, ImageTable train, ImageTable test)
    {
        var options = new TrainingOptions { Epochs = settings.Epochs, Seed = (ulong)seed, TensorBoard = false, Checkpoint = { EveryEpochs = 1 } };
        foreach (string assignment in settings.Set.Concat(arm.Set))
        {
            TrainingOptionsKeys.Apply(options, assignment);
        }

        string folder = $"{Path.GetFullPath(settings.Output)}.runs/{arm.Name.Replace(' ', '-')}-{fold}-{seed}";
        var clock = Stopwatch.StartNew();
        long steps;
        using (var run = new Pretrainer(new PretrainingRequest
        {
            Images = train,
            Reports = options.Objective.Kind == ObjectiveKind.Supervised ? [] : [reports],
            Options = options,
            Output = folder,
            Resume = true,
            Validator = fold == 0 ? null : ZeroShotValidator.ForRun,
            Progress = new Line($"{arm.Name}, fold {fold}, seed {seed}"),
        }))
        {
            steps = run.Run().Steps;
        }

        ZeroShotResult result = Measure(folder, options.Objective.Kind, test, $"{arm.Name.Replace(' ', '-')}-{fold}-{seed}");
        Dictionary<string, double> aucs = result.Findings.Where(finding => !double.IsNaN(finding.Auc)).ToDictionary(finding => finding.Finding.Name, finding => finding.Auc);
        rows.Add(Rows.Of(arm.Name, fold, seed, aucs, result.MeanAuc, steps, clock.Elapsed));
        Directory.Delete(folder, recursive: true);
    }

    private ZeroShotResult Measure(string folder, ObjectiveKind kind, ImageTable test, string run)
    {
        string[] paths = [.. test.Select(film => film.Path)];
        (IReadOnlyList<Finding> findings, IReadOnlyList<ClassificationResult> results) = kind == ObjectiveKind.Supervised ? Supervised() : ZeroShot();
        int[] good = [.. Enumerable.Range(0, paths.Length).Where(i => results[i].Error is null)];
        FilmScores.Write(settings.Output, run, findings, good.Select(i => (test[i], (IReadOnlyList<double>)[.. results[i].Scores.Select(score => score.Score!.Value)])));
        float[] scores = [.. good.SelectMany(i => results[i].Scores.Select(score => (float)score.Score!.Value))];
        return new ZeroShotProtocol().Evaluate(new FindingSet(findings), scores, [.. good.Select(i => test[i].Labels!)]);

        (IReadOnlyList<Finding>, IReadOnlyList<ClassificationResult>) Supervised()
        {
            using var classifier = ImageClassifier.Load(folder);
            return ([.. classifier.Findings], classifier.Classify(paths));
        }

        (IReadOnlyList<Finding>, IReadOnlyList<ClassificationResult>) ZeroShot()
        {
            using var classifier = ZeroShotClassifier.Load(folder);
            return (classifier.Findings, classifier.Classify(paths));
        }
    }

    // A share of the patients, the same whatever the arm.
    private IEnumerable<int> Part(int[] places, double fraction, int seed) => fraction >= 1 ? places : places.Where(place =>
        new SeedSequence((ulong)seed).For("fraction").For(Patient(images[place])).ToRandom().NextDouble() < fraction);

    private static string Patient(ImageRecord film) => film.Patient ?? film.Name;

    private sealed class Line(string title) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == value.TotalSteps || value.Step % 200 == 0)
            {
                Console.Error.WriteLine($"{title}: step {value.Step}/{value.TotalSteps}, loss {value.SmoothedLoss:0.000}, {value.TimeLeft:h\\:mm\\:ss} left");
            }
        }
    }
}
