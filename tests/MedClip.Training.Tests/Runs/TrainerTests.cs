using System.Text.Json.Nodes;

namespace MedClip.Training.Tests;

public sealed class TrainerTests : IDisposable
{
    private readonly TrainerFixture fixture = new();

    [Fact]
    public void Equal_seeds_give_equal_runs_and_other_seeds_others()
    {
        double[] one = fixture.Train("one", TrainerFixture.Options()).Weights;
        fixture.Train("two", TrainerFixture.Options()).Weights.ShouldBe(one);
        TrainingOptions other = TrainerFixture.Options();
        other.Seed = 6;
        fixture.Train("three", other).Weights.ShouldNotBe(one);
    }

    [Fact]
    public void The_best_epoch_is_kept_and_a_worse_or_undefined_one_is_not()
    {
        TrainingResult result = fixture.Train("run", TrainerFixture.Options(4), validator: new TrainerFixture.Metrics(0.6, 0.8, double.NaN, 0.7)).Result;
        (result.Outcome, result.BestMetric, result.BestEpoch, result.Epochs, result.Steps).ShouldBe((TrainingOutcome.Completed, 0.8, 2, 4, 24));
        JsonNode[] validations = [.. fixture.Lines("run").Where(line => (string?)line["kind"] == "validation")];
        validations.Select(line => (bool)line["best"]!).ShouldBe([true, true, false, false]);
        ((double)validations[1]["details"]!["Edema"]!).ShouldBe(0.8);
        ((string?)validations[2]["metric"]).ShouldBe("NaN");
    }

    [Fact]
    public void A_later_epoch_within_one_standard_error_of_the_highest_metric_is_the_best()
    {
        TrainerFixture.Metrics metrics = new(0.7, 0.8, 0.79, 0.77) { StandardError = 0.02 };
        TrainingResult result = fixture.Train("run", TrainerFixture.Options(4), validator: metrics).Result;
        (result.BestMetric, result.BestEpoch).ShouldBe((0.79, 3));
    }

    [Fact]
    public void Patience_ends_a_run()
    {
        TrainingOptions options = TrainerFixture.Options(9);
        options.Validation.Patience = 2;
        TrainingResult result = fixture.Train("run", options, validator: new TrainerFixture.Metrics(0.6, 0.5, 0.5, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9)).Result;
        (result.Outcome, result.Epochs, result.BestEpoch).ShouldBe((TrainingOutcome.StoppedEarly, 3, 1));
    }

    [Fact]
    public void Validation_comes_every_so_many_epochs_and_after_the_last()
    {
        TrainingOptions options = TrainerFixture.Options(5);
        options.Validation.EveryEpochs = 2;
        fixture.Train("run", options, validator: new TrainerFixture.Metrics(0.1, 0.2, 0.3, 0.4, 0.5));
        fixture.Lines("run").Where(line => (string?)line["kind"] == "validation").Select(line => (int)line["epoch"]!).ShouldBe([2, 4, 5]);
    }

    [Fact]
    public void Epochs_are_kept_by_option()
    {
        TrainingOptions options = TrainerFixture.Options(4);
        options.Checkpoint.KeepEveryEpochs = 2;
        fixture.Train("run", options, validator: new TrainerFixture.Metrics(1, 2, 3, 4));
        Directory.EnumerateDirectories(Path.Combine(fixture.Folder("run"), "checkpoints")).Select(Path.GetFileName).Order()
            .ShouldBe(["best", "epoch-2", "epoch-4", "last", "previous"]);
    }

    [Fact]
    public void Of_the_kept_epochs_the_newest_stay()
    {
        TrainingOptions options = TrainerFixture.Options(5);
        (options.Checkpoint.KeepEveryEpochs, options.Checkpoint.KeepAtMost, options.Checkpoint.KeepPrevious) = (1, 2, false);
        fixture.Train("run", options);
        Directory.EnumerateDirectories(Path.Combine(fixture.Folder("run"), "checkpoints")).Select(Path.GetFileName).Order().ShouldBe(["epoch-4", "epoch-5", "last"]);
    }

    [Fact]
    public void A_loss_that_went_astray_takes_the_run_back_with_a_lower_rate()
    {
        TrainingOptions options = TrainerFixture.Options();
        (options.MaxSkippedSteps, options.Checkpoint.EverySteps) = (1, 4);
        var seen = new List<TrainingProgress>();
        // Steps 6 to 8 fail until the run comes back to them.
        int visits = 0;
        var source = new TinyBatches { IsSpoilt = step => step is >= 6 and <= 8 && visits++ < 2 };
        fixture.Train("run", options, source: source, progress: new TrainerFixture.Watch(seen.Add)).Result.Outcome.ShouldBe(TrainingOutcome.Completed);
        fixture.Lines("run").Count(line => (string?)line["kind"] == "step").ShouldBe(18, "what was taken back is not told twice");
        TrainingOptions plain = TrainerFixture.Options();
        fixture.Train("plain", plain);
        double[] Rates(string run) => [.. fixture.Lines(run).Where(line => (string?)line["kind"] == "step").Select(line => (double)line["learningRate"]!)];
        Rates("run").Zip(Rates("plain")).Skip(7).ShouldAllBe(pair => Math.Abs(pair.First - (pair.Second / 2)) < 1e-15);
    }

    [Fact]
    public void Accumulated_batches_make_fewer_steps_and_the_last_takes_what_is_left()
    {
        TrainingOptions options = TrainerFixture.Options(2);
        options.Optimizer.AccumulationSteps = 4;
        var seen = new List<TrainingProgress>();
        TrainingResult result = fixture.Train("run", options, progress: new TrainerFixture.Watch(seen.Add)).Result;
        (result.Steps, seen[^1].TotalSteps).ShouldBe((4, 4));
        options.Optimizer.Accumulation = AccumulationRule.Reference;
        fixture.Train("reference", options).Result.Steps.ShouldBe(12);
    }

    [Fact]
    public void Callbacks_are_told_in_order_and_may_end_the_run()
    {
        TrainingOptions options = TrainerFixture.Options(4);
        var told = new Teller(stopAt: 9);
        TrainingResult result = fixture.Train("run", options, validator: new TrainerFixture.Metrics(0.5, 0.6, 0.7, 0.8), callbacks: [told]).Result;
        (result.Outcome, result.Steps).ShouldBe((TrainingOutcome.StoppedEarly, 9));
        told.Heard.ShouldBe(["started 0/24", .. Enumerable.Repeat("step", 6), "validated mean AUC True", "saved best", "saved last", .. Enumerable.Repeat("step", 3), "saved last", "ended StoppedEarly"]);
        var again = new Teller(stopAt: 1000);
        fixture.Train("run", options, resume: true, validator: new TrainerFixture.Metrics(0.5, 0.6, 0.7, 0.8), callbacks: [again]).Result.Steps.ShouldBe(24);
        again.Heard[0].ShouldBe("started 9/24");
    }

    [Fact]
    public void The_run_folder_gets_an_event_file_for_each_start()
    {
        fixture.Train("run", TrainerFixture.Options(2), validator: new TrainerFixture.Metrics(0.5, 0.7));
        string file = Directory.EnumerateFiles(Path.Combine(fixture.Folder("run"), "tensorboard"), "events.out.tfevents.*").ShouldHaveSingleItem();
        (long Step, string Tag, float Value)[] events = [.. EventFileTests.Messages(File.ReadAllBytes(file)).Skip(1).Select(EventFileTests.Read)];
        events.Where(entry => entry.Tag == "train/loss").Select(entry => (double)entry.Value).ShouldBe(fixture.Losses("run").Select(loss => (double)(float)loss));
        events.Where(entry => entry.Tag == "valid/mean AUC").Select(entry => (entry.Step, entry.Value)).ShouldBe([(6L, 0.5f), (12L, 0.7f)]);
        TrainingOptions without = TrainerFixture.Options(1);
        without.TensorBoard = false;
        fixture.Train("without", without);
        Directory.Exists(Path.Combine(fixture.Folder("without"), "tensorboard")).ShouldBeFalse();
    }

    private sealed class Teller(long stopAt) : ITrainingCallback
    {
        private ITrainingControl? run;

        public List<string> Heard { get; } = [];

        public void Started(ITrainingControl control)
        {
            run = control;
            Heard.Add($"started {control.State.Step}/{control.TotalSteps}");
        }

        public void StepMade(TrainingProgress progress)
        {
            Heard.Add("step");
            if (progress.Step == stopAt)
            {
                run!.Stop();
            }
        }

        public void Validated(ValidationMoment moment, ValidationResult result, bool isBest) => Heard.Add($"validated {result.MetricName} {isBest}");

        public void Saved(string path) => Heard.Add($"saved {Path.GetFileName(path)}");

        public void Ended(TrainingResult result) => Heard.Add($"ended {result.Outcome}");
    }

    [Fact]
    public void Progress_counts_and_speaks_of_both_sides()
    {
        var seen = new List<TrainingProgress>();
        fixture.Train("run", TrainerFixture.Options(2), progress: new TrainerFixture.Watch(seen.Add));
        seen.Select(progress => progress.Step).ShouldBe(Enumerable.Range(1, 12).Select(step => (long)step));
        TrainingProgress last = seen[^1];
        (last.Epoch, last.Epochs, last.TotalSteps, last.TimeLeft).ShouldBe((2, 2, 12, TimeSpan.Zero));
        (last.ImagesPerSecond / last.SentencesPerSecond).ShouldBe(8.0 / 7, 1e-9);
        last.DataWaitShare.ShouldBeInRange(0, 1);
        seen[0].Last.LearningRate.ShouldBe(0);
        seen[0].SmoothedLoss.ShouldBe(seen[0].Last.Loss);
    }

    [Fact]
    public void A_few_spoilt_batches_are_skipped_and_many_in_a_row_end_the_run()
    {
        var few = new TinyBatches { IsSpoilt = step => step is 3 or 4 };
        fixture.Train("few", TrainerFixture.Options(), source: few).Result.Outcome.ShouldBe(TrainingOutcome.Completed);
        fixture.Lines("few").Count(line => (bool?)line["skipped"] == true).ShouldBe(2);

        TrainingOptions options = TrainerFixture.Options();
        options.MaxSkippedSteps = 2;
        var many = new TinyBatches { IsSpoilt = step => step >= 3 };
        Should.Throw<MedClipException>(() => fixture.Train("many", options, source: many)).Message
            .ShouldContain("3 steps in a row, up to step 6");
    }

    [Fact]
    public void Wrong_options_are_refused_before_anything_runs()
    {
        TrainingOptions options = TrainerFixture.Options();
        options.AverageDecay = 2;
        Should.Throw<InvalidInputException>(() => fixture.Train("run", options)).Message.ShouldContain("AverageDecay");
    }

    public void Dispose() => fixture.Dispose();
}
