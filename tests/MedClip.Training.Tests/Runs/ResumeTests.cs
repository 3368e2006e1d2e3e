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

    [Fact]
    public void A_damaged_state_is_named()
    {
        fixture.Train("run", TrainerFixture.Options());
        string state = Path.Combine(fixture.Folder("run"), "checkpoints", "last", "training.json");
        File.WriteAllText(state, "{");
        Should.Throw<InvalidInputException>(() => fixture.Train("run", TrainerFixture.Options(), resume: true)).Message.ShouldContain("training.json");
        File.WriteAllText(state, "{\"version\": 9}");
        Should.Throw<InvalidInputException>(() => fixture.Train("run", TrainerFixture.Options(), resume: true)).Message.ShouldContain("version 9");
        File.Delete(state);
        Should.Throw<InvalidInputException>(() => fixture.Train("run", TrainerFixture.Options(), resume: true)).Message.ShouldContain("is missing");
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
