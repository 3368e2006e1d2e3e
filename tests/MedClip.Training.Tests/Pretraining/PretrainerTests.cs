using MedClip.Data;
using MedClip.Models;

namespace MedClip.Training.Tests;

/// <summary>Whole runs on a few phantoms with very small towers.</summary>
public sealed class PretrainerTests : IClassFixture<PretrainerTests.Phantoms>, IDisposable
{
    private readonly Phantoms phantoms;
    private readonly string root = Directory.CreateTempSubdirectory("medclip-pretrain-").FullName;

    public PretrainerTests(Phantoms phantoms) => this.phantoms = phantoms;

    private static TrainingOptions Options() => new()
    {
        Epochs = 2,
        Precision = PrecisionMode.Float32,
        Model = { Config = "film64", ImageSize = 16, VocabularySize = 200, Projection = 16 },
        Sampling = { BatchImages = 8, BatchSentences = 12 },
        Checkpoint = { EverySteps = 2 },
    };

    private PretrainingRequest Request(string name, TrainingOptions options) => new()
    {
        Images = phantoms.Images,
        Reports = [phantoms.Reports],
        Options = options,
        Output = Path.Combine(root, name),
    };

    [Fact]
    public void A_run_ends_in_a_checkpoint_that_loads_and_resumes_bit_for_bit()
    {
        using var whole = new Pretrainer(Request("whole", Options()));
        whole.Run().Outcome.ShouldBe(TrainingOutcome.Completed);
        using LoadedCheckpoint loaded = Checkpoint.Load(Path.Combine(root, "whole"));
        loaded.Manifest.Training.Steps.ShouldBe(whole.Batches.StepsPerEpoch * 2);
        loaded.Manifest.Preprocessing.Size.ShouldBe(16);
        Weights(loaded.Model).ShouldBe(Weights(whole.Model));

        using var cancel = new CancellationTokenSource();
        using (var part = new Pretrainer(Request("part", Options()) with { Progress = new TrainerFixture.Watch(progress => CancelAt(cancel, progress, 3)) }))
        {
            part.Run(cancel.Token).Outcome.ShouldBe(TrainingOutcome.Cancelled);
        }

        using var resumed = new Pretrainer(Request("part", Options()) with { Resume = true });
        resumed.Run().Outcome.ShouldBe(TrainingOutcome.Completed);
        Weights(resumed.Model).ShouldBe(Weights(whole.Model));
        File.ReadAllText(Path.Combine(root, "part", "environment.json")).ShouldContain("images.train");
    }

    [Fact]
    public void The_validator_gets_films_of_patients_that_do_not_train()
    {
        ValidationSetting? given = null;
        using var run = new Pretrainer(Request("run", Options()) with { Validator = setting => Take(given = setting) });
        run.Run().BestMetric.ShouldBe(0.5);
        given!.Images.Select(image => image.Patient).Intersect(run.Data.Train.Select(image => image.Patient)).ShouldBeEmpty();
        (given.Images.Count + run.Data.Train.Count).ShouldBe(phantoms.Images.Count);
        Checkpoint.ReadManifest(Path.Combine(root, "run")).Training.MetricValue.ShouldBe(0.5);

        static IValidator Take(ValidationSetting? _) => new TrainerFixture.Metrics(0.5, 0.4);
    }

    [Fact]
    public void Batches_do_not_depend_on_where_reading_starts_or_on_threads()
    {
        using var one = new Pretrainer(Request("a", Options()));
        TrainingOptions threaded = Options();
        (threaded.Sampling.LoaderThreads, threaded.Sampling.Prefetch) = (3, 2);
        using var two = new Pretrainer(Request("b", threaded));
        using TrainingBatch late = one.Batches.Read(1, 1, default).First();
        using TrainingBatch also = two.Batches.Read(1, 0, default).ElementAt(1);
        late.Pixels.ToArray().ShouldBe(also.Pixels.ToArray());
        late.TokenIds.ShouldBe(also.TokenIds);
        late.TextLabels.ShouldBe(also.TextLabels);
        (late.ImageCount, late.TextCount).ShouldBe((8, 12));
        late.ImageLabels.Length.ShouldBe(8 * one.Data.Findings.Count);
    }

    [Fact]
    public void An_estimate_is_measured_and_writes_nothing()
    {
        using var run = new Pretrainer(Request("dry", Options()));
        PretrainingEstimate estimate = run.Estimate();
        estimate.TotalSteps.ShouldBe(2 * run.Batches.StepsPerEpoch);
        estimate.TotalTime.ShouldBe(estimate.StepTime * estimate.TotalSteps);
        estimate.Parameters.ShouldBe(run.Model.parameters().Sum(parameter => parameter.numel()));
        estimate.DiskBytes.ShouldBeGreaterThan(estimate.Parameters * 4);
        Directory.Exists(Path.Combine(root, "dry")).ShouldBeFalse();
    }

    [Fact]
    public void A_tower_can_start_from_another_run()
    {
        using var first = new Pretrainer(Request("first", Options()));
        first.Run();
        TrainingOptions other = Options();
        other.Seed = 9;
        using var second = new Pretrainer(Request("second", other) with
        {
            InitialVision = Path.Combine(root, "first"), InitialText = Path.Combine(root, "first"),
        });
        Weights(second.Model).Skip(1).ShouldBe(Weights(first.Model).Skip(1));
        second.Model.named_parameters().First().name.ShouldBe("logit_scale", "the temperature belongs to no tower and starts anew");

        other.Model.Projection = 8;
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("third", other) with { InitialVision = Path.Combine(root, "first") }))
            .Message.ShouldContain("vision_model.model.fc.weight has shape");
    }

    [Fact]
    public void Pairs_are_trained_on_where_there_are_pairs()
    {
        TrainingOptions options = Options();
        options.Objective.Kind = ObjectiveKind.InfoNce;
        (options.Sampling.BatchSentences, options.Sampling.PseudoPairs) = (null, false);
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("none", options))).Message.ShouldContain("InfoNCE compares pairs");
        using var run = new Pretrainer(Request("pairs", options) with { Images = phantoms.Pairs, Reports = [] });
        using TrainingBatch batch = run.Batches.Read(0, 0, default).First();
        (batch.ImageCount, batch.TextCount).ShouldBe((8, 8));
        run.Run().Outcome.ShouldBe(TrainingOutcome.Completed);
    }

    [Theory]
    [InlineData("clip")]
    [InlineData("convirt")]
    [InlineData("siglip")]
    [InlineData("gloria")]
    [InlineData("supervised")]
    [InlineData("medclip=1,supervised=0.5")]
    [InlineData("medclip=1,clip=0.5")]
    public void Every_objective_trains_on_unpaired_phantoms_and_resumes_bit_for_bit(string objective)
    {
        TrainingOptions options = Options();
        options.Sampling.BatchSentences = null;
        options.Objective.Kind = ObjectiveNames.All.GetValueOrDefault(objective, ObjectiveKind.Mixture);
        options.Objective.Mixture = options.Objective.Kind == ObjectiveKind.Mixture ? objective : null;
        using var whole = new Pretrainer(Request("whole", options));
        whole.Run().Outcome.ShouldBe(TrainingOutcome.Completed);
        whole.Data.PseudoPairs.ShouldBe(objective is not ("supervised" or "medclip=1,supervised=0.5"));
        using var cancel = new CancellationTokenSource();
        using (var part = new Pretrainer(Request("part", options) with { Progress = new TrainerFixture.Watch(progress => CancelAt(cancel, progress, 3)) }))
        {
            part.Run(cancel.Token).Outcome.ShouldBe(TrainingOutcome.Cancelled);
        }

        using var resumed = new Pretrainer(Request("part", options) with { Resume = true });
        resumed.Run();
        Weights(resumed.Model).ShouldBe(Weights(whole.Model));
        ClassifierHead.Exists(Path.Combine(root, "whole")).ShouldBe(objective.Contains("supervised", StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_may_be_varied_beside_their_originals()
    {
        TrainingOptions options = Options();
        options.Sampling.TextAugmentation = TextAugmentation.Reference;
        using var run = new Pretrainer(Request("varied", options));
        using TrainingBatch batch = run.Batches.Read(0, 0, default).First();
        batch.AugmentedTexts!.Count.ShouldBe(batch.Texts);
        batch.AugmentedTexts.Ids.ShouldNotBe(batch.TokenIds);
        run.Run().Outcome.ShouldBe(TrainingOutcome.Completed);
    }

    [Fact]
    public void Towers_may_be_chosen_and_start_from_published_files()
    {
        TrainingOptions first = Options();
        first.Model = new ModelOptions { Vision = "tiny-swin", Text = "tiny", VocabularySize = 300, Projection = 16, ImageSize = 64 };
        first.Epochs = 1;
        using var teacher = new Pretrainer(Request("teacher", first));
        string vision = Path.Combine(root, "swin", "model.safetensors");
        string text = Path.Combine(root, "bert");
        Publish(teacher.Model, vision, WeightLayouts.Swin, "vision_model.model.");
        Publish(teacher.Model, Path.Combine(text, "model.safetensors"), WeightLayouts.Bert, "text_model.model.");
        using (FileStream vocabulary = File.Create(Path.Combine(text, "vocab.txt")))
        {
            teacher.Plan.Tokenizer.SaveVocabulary(vocabulary);
        }

        TrainingOptions second = Options();
        (second.Model, second.Seed) = (first.Model, 9);
        using var student = new Pretrainer(Request("student", second) with { InitialVision = vision, InitialText = text });
        double[] Encoders(MedClipModel model) =>
            [.. model.named_parameters().Where(entry => entry.name.Contains(".model.", StringComparison.Ordinal)).SelectMany(entry => entry.parameter.Values())];
        Encoders(student.Model).ShouldBe(Encoders(teacher.Model));
        student.Model.named_parameters().Single(entry => entry.name == "text_model.projection_head.weight").parameter.Values()
            .ShouldNotBe(teacher.Model.named_parameters().Single(entry => entry.name == "text_model.projection_head.weight").parameter.Values());
        student.Plan.Tokenizer.VocabularySize.ShouldBe(teacher.Plan.Tokenizer.VocabularySize);
        student.Run().Outcome.ShouldBe(TrainingOutcome.Completed);

        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("x", second) with { InitialText = vision })).Message.ShouldContain("holds no text tower");
        File.Delete(Path.Combine(text, "vocab.txt"));
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("x", second) with { InitialText = text })).Message.ShouldContain("without its vocabulary");
        second.Model.Vision = "swin-xl";
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("x", second))).Message.ShouldContain("There is no image tower 'swin-xl'; known are resnet18");
    }

    private static void Publish(MedClipModel model, string path, WeightLayout layout, string prefix)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using TorchSharp.DisposeScope scope = TorchSharp.torch.NewDisposeScope();
        Dictionary<string, TorchSharp.torch.Tensor> own = model.state_dict().Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary();
        TensorFile.Save(path, layout.Export(own).ToDictionary(), null);
    }

    [Fact]
    public void Wrong_data_is_named()
    {
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("a", Options()) with { Reports = [] })).Message.ShouldContain("needs sentences");
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("a", Options()) with { Images = phantoms.Pairs })).Message.ShouldContain("no column names a known finding");
        TrainingOptions options = Options();
        options.Model.Config = "film65";
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("a", options))).Message.ShouldContain("There is no model 'film65'; known are film64");
        (options.Model.Config, options.Model.VocabularySize) = (null, 64);
        Should.Throw<InvalidInputException>(() => new Pretrainer(Request("a", options))).Message.ShouldContain("model.vocabularySize is 64");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static double[] Weights(MedClipModel model) => [.. model.parameters().SelectMany(parameter => parameter.Values())];

    private static void CancelAt(CancellationTokenSource cancel, TrainingProgress progress, int step)
    {
        if (progress.Step == step)
        {
            cancel.Cancel();
        }
    }

    public sealed class Phantoms : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("medclip-phantoms-").FullName;

        public Phantoms()
        {
            TorchSharp.torch.set_num_threads(1);
            new PhantomSet(new SeedSequence(1), new PhantomSetOptions { Films = 40 }).Write(folder);
            Images = ImageTable.Load(Path.Combine(folder, "labels.csv"), folder);
            Reports = ReportTable.Load(Path.Combine(folder, "reports.csv"));
            Pairs = ImageTable.Load(Path.Combine(folder, "pairs.csv"), folder, new ImageTableOptions { TextColumn = "sentence" });
        }

        public ImageTable Images { get; }

        public ReportTable Reports { get; }

        public ImageTable Pairs { get; }

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
