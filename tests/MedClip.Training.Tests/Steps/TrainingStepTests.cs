using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

public sealed class TrainingStepTests
{
    private static readonly LearningRateSchedule Constant = new() { Kind = ScheduleKind.Constant, TotalSteps = 100 };

    private static TrainingStep Step(TinyTowers towers, OptimizerOptions? options = null) =>
        new(towers, new SemanticMatchingObjective(), options ?? new OptimizerOptions { LearningRate = 0.01 }, Constant, ComputePrecision.Full);

    private static double[] Weights(TinyTowers towers)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. towers.named_parameters().SelectMany(parameter => parameter.parameter.Values())];
    }

    [Fact]
    public void Steps_on_one_batch_lower_its_loss()
    {
        using TinyTowers towers = new TinyTowers().Randomised(3);
        using TrainingStep step = Step(towers);
        using TrainingBatch batch = new TinyBatches().Read(0, 0, default).First();
        double first = step.Run(batch, 0).Loss;
        for (int i = 1; i < 20; i++)
        {
            step.Run(batch, i);
        }

        step.Run(batch, 20).Loss.ShouldBeLessThan(first - 0.1);
    }

    [Fact]
    public void Repeated_texts_are_encoded_once_and_count_each_time()
    {
        TinyData data = TinyData.Random(5);
        int[] texts = [4, 9, 4, 4];
        using TrainingBatch plain = data.Batch([1, 2, 3], texts);
        using TrainingBatch distinct = data.Batch([1, 2, 3], [4, 9]);
        using var folded = new TrainingBatch
        {
            Pixels = plain.Pixels, PixelShape = plain.PixelShape, ImageLabels = plain.ImageLabels,
            TokenIds = distinct.TokenIds, AttentionMask = distinct.AttentionMask, Texts = 2, TextRows = [0, 1, 0, 0], TextLabels = plain.TextLabels,
        };
        using TinyTowers one = new TinyTowers().Randomised(3);
        using TinyTowers two = new TinyTowers().Randomised(3);
        using TrainingStep stepOne = Step(one);
        using TrainingStep stepTwo = Step(two);

        StepResult a = stepOne.Run(plain, 0);
        StepResult b = stepTwo.Run(folded, 0);

        (folded.TextCount, plain.TextCount).ShouldBe((4, 4));
        b.Loss.ShouldBe(a.Loss, 1e-6);
        b.GradientNorm.ShouldBe(a.GradientNorm, 1e-5 * a.GradientNorm);
    }

    [Fact]
    public void An_undefined_loss_moves_nothing()
    {
        using TinyTowers towers = new TinyTowers().Randomised(3);
        using TrainingStep step = Step(towers);
        double[] before = Weights(towers);
        using TrainingBatch batch = new TinyBatches { IsSpoilt = _ => true }.Read(0, 0, default).First();
        step.Run(batch, 0).Skipped.ShouldBeTrue();
        Weights(towers).ShouldBe(before);
        step.Moments.Steps.Values.ShouldAllBe(count => count == 0);
    }

    [Fact]
    public void A_tower_with_rate_zero_stays()
    {
        using TinyTowers towers = new TinyTowers().Randomised(3);
        using TrainingStep step = Step(towers, new OptimizerOptions { LearningRate = 0.01, VisionLearningRateScale = 0, WeightDecay = 0.1 });
        double[] Vision() => [.. towers.named_parameters().Where(parameter => parameter.name.StartsWith("vision_", StringComparison.Ordinal)).SelectMany(parameter => parameter.parameter.Values())];
        double[] before = Vision();
        using TrainingBatch batch = new TinyBatches().Read(0, 0, default).First();
        step.Run(batch, 0);
        Vision().ShouldBe(before);
        step.Run(batch, 1).Loss.ShouldNotBe(step.Run(batch, 2).Loss);
    }

    [Fact]
    public void A_thousand_steps_leave_no_tensor_behind()
    {
        using TinyTowers towers = new TinyTowers(dropout: 0.1).Randomised(3);
        using TrainingStep step = Step(towers);
        using var average = new WeightAverage(towers, 0.9);
        using TrainingBatch batch = new TinyBatches().Read(0, 0, default).First();
        step.Run(batch, 0);
        average.Update();
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        for (int i = 1; i <= 1000; i++)
        {
            step.Run(batch, i);
            average.Update();
            using (average.Swap())
            {
            }
        }

        DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount.ShouldBe(before);
    }
}
