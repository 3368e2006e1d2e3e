namespace MedClip.Training.Tests;

public sealed class ResumeTests : IDisposable
{
    private readonly TrainerFixture fixture = new();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(17)]
    public void A_cancelled_run_resumes_to_the_same_losses_and_weights_bit_for_bit(int cancelAfter)
    {
        TrainingOptions options = TrainerFixture.Options();
        (TrainingResult whole, double[] weights) = fixture.Train("whole", options, validator: new TrainerFixture.Metrics(0.5, 0.7, 0.6));

        using var cancel = new CancellationTokenSource();
        TrainingResult part = fixture.Train(
            "part", options, validator: new TrainerFixture.Metrics(0.5, 0.7, 0.6), cancellation: cancel.Token,
            progress: new TrainerFixture.Watch(progress => CancelAt(cancel, progress, cancelAfter))).Result;
        (part.Outcome, part.Steps).ShouldBe((TrainingOutcome.Cancelled, cancelAfter));
        (TrainingResult resumed, double[] resumedWeights) = fixture.Train("part", options, resume: true, validator: new TrainerFixture.Metrics(0.5, 0.7, 0.6));

        resumedWeights.ShouldBe(weights);
        fixture.Losses("part").ShouldBe(fixture.Losses("whole"));
        (resumed.Outcome, resumed.BestEpoch, resumed.SmoothedLoss).ShouldBe((whole.Outcome, 2, whole.SmoothedLoss));
    }

    [Fact]
    public void A_run_that_died_without_a_word_goes_on_from_its_last_save()
    {
        TrainingOptions options = TrainerFixture.Options();
        options.Checkpoint.EverySteps = 4;
        double[] weights = fixture.Train("whole", options).Weights;

        Should.Throw<InvalidOperationException>(() => fixture.Train(
            "part", options, progress: new TrainerFixture.Watch(progress => ThrowAt(progress, 11))));
        fixture.Train("part", options, resume: true).Weights.ShouldBe(weights);
        fixture.Losses("part").ShouldBe(fixture.Losses("whole"));
    }

    [Fact]
    public void A_completed_run_resumes_to_its_end()
    {
        TrainingOptions options = TrainerFixture.Options();
        (TrainingResult first, double[] weights) = fixture.Train("run", options);
        (TrainingResult again, double[] same) = fixture.Train("run", options, resume: true);
        same.ShouldBe(weights);
        again.ShouldBe(first);
    }

    [Fact]
    public void Nothing_to_resume_starts_from_the_beginning() =>
        fixture.Train("run", TrainerFixture.Options(), resume: true).Result.Steps.ShouldBe(18);

    [Fact]
    public void A_run_is_not_overwritten_and_not_resumed_with_other_options()
    {
        fixture.Train("run", TrainerFixture.Options());
        Should.Throw<InvalidInputException>(() => fixture.Train("run", TrainerFixture.Options())).Message.ShouldContain("holds a run already");
        TrainingOptions other = TrainerFixture.Options();
        other.Optimizer.LearningRate = 0.5;
        Should.Throw<InvalidInputException>(() => fixture.Train("run", other, resume: true)).Message
            .ShouldContain("optimizer.learningRate was 0.01, now 0.5");
        TrainingOptions harmless = TrainerFixture.Options();
        harmless.Checkpoint.EverySteps = 100;
        fixture.Train("run", harmless, resume: true).Result.Outcome.ShouldBe(TrainingOutcome.Completed);
    }

    private string Last(string run) => Path.Combine(fixture.Folder(run), "checkpoints", "last");

    [Theory]
    [InlineData("training.json", "{")]
    [InlineData("training.json", "{\"version\": 9}")]
    [InlineData("training.safetensors", "")]
    [InlineData("training.json", null)]
    [InlineData("training.safetensors", "flip")]
    [InlineData(null, null)]
    public void A_damaged_or_deleted_last_checkpoint_falls_back_to_the_previous_and_says_so(string? file, string? content)
    {
        TrainingOptions options = TrainerFixture.Options();
        options.Checkpoint.EverySteps = 4;
        double[] weights = fixture.Train("run", options).Weights;
        Damage(Last("run"), file, content);
        var notes = new TrainerFixture.Notes();
        fixture.Train("run", options, resume: true, logger: notes).Weights.ShouldBe(weights);
        notes.Lines.ShouldContain(line => line.Contains("can't be used", StringComparison.Ordinal) && line.Contains("previous", StringComparison.Ordinal) && line.Contains(file ?? "is gone", StringComparison.Ordinal));
        // The damaged one is gone, and a whole one stands in its place.
        new StateOnlyCheckpoints().Verify(Last("run"));
    }

    [Fact]
    public void Where_every_checkpoint_is_damaged_the_newest_is_named()
    {
        fixture.Train("run", TrainerFixture.Options());
        foreach (string name in new[] { "last", "previous" })
        {
            File.WriteAllText(Path.Combine(fixture.Folder("run"), "checkpoints", name, "training.json"), "{");
        }

        Should.Throw<InvalidInputException>(() => fixture.Train("run", TrainerFixture.Options(), resume: true)).Message.ShouldContain(Path.Combine("last", "training.json"));
    }

    [Fact]
    public void A_run_whose_checkpoints_are_all_gone_starts_anew_and_says_so()
    {
        double[] weights = fixture.Train("run", TrainerFixture.Options()).Weights;
        Directory.Delete(Path.Combine(fixture.Folder("run"), "checkpoints"), recursive: true);
        var notes = new TrainerFixture.Notes();
        // The fixture gives a resumed run other start weights; the log must not keep steps of the old run.
        fixture.Train("run", TrainerFixture.Options(), resume: true, logger: notes).Weights.ShouldNotBe(weights);
        notes.Lines.ShouldContain(line => line.Contains("no checkpoint to go on from", StringComparison.Ordinal));
        fixture.Losses("run").Length.ShouldBe(18);
    }

    [Theory]
    [InlineData(OptimizerKind.Sgd, 1, 0)]
    [InlineData(OptimizerKind.AdamW, 2, 0)]
    [InlineData(OptimizerKind.AdamW, 1, 3)]
    public void Other_recipes_resume_bit_for_bit_too(OptimizerKind kind, int accumulation, int cacheRows)
    {
        TrainingOptions options = TrainerFixture.Options();
        (options.Optimizer.Kind, options.Optimizer.AccumulationSteps, options.Optimizer.GradCacheRows) = (kind, accumulation, cacheRows);
        (options.Optimizer.FreezeTextEpochs, options.Optimizer.LayerDecay, options.Objective.Kind) = (1, 0.8, ObjectiveKind.Mixture);
        options.Objective.Mixture = "medclip=1,siglip=0.1";
        var source = new TinyBatches(images: 8, texts: 8);
        double[] weights = fixture.Train("whole", options, source: source).Weights;
        using var cancel = new CancellationTokenSource();
        fixture.Train("part", options, source: source, cancellation: cancel.Token, progress: new TrainerFixture.Watch(progress => CancelAt(cancel, progress, 4)));
        fixture.Train("part", options, source: source, resume: true).Weights.ShouldBe(weights);
        fixture.Losses("part").ShouldBe(fixture.Losses("whole"));
    }

    private static void Damage(string folder, string? file, string? content)
    {
        if (file is null)
        {
            Directory.Delete(folder, recursive: true);
        }
        else if (content is null)
        {
            File.Delete(Path.Combine(folder, file));
        }
        else if (content == "flip")
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, file));
            bytes[^9] ^= 1;
            File.WriteAllBytes(Path.Combine(folder, file), bytes);
        }
        else
        {
            File.WriteAllText(Path.Combine(folder, file), content);
        }
    }

    public void Dispose() => fixture.Dispose();

    private static void CancelAt(CancellationTokenSource cancel, TrainingProgress progress, int step)
    {
        if (progress.Step == step)
        {
            cancel.Cancel();
        }
    }

    private static void ThrowAt(TrainingProgress progress, int step)
    {
        if (progress.Step == step)
        {
            throw new InvalidOperationException("killed");
        }
    }
}
