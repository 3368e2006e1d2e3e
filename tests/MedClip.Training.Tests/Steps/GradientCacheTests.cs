using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

public sealed class GradientCacheTests
{
    private static readonly LearningRateSchedule Still = new() { Kind = ScheduleKind.Constant, TotalSteps = 100 };

    private static (double Loss, double[] Gradients) Gradients(TinyTowers towers, IContrastiveObjective objective, TrainingBatch batch, int cacheRows)
    {
        using DisposeScope scope = NewDisposeScope();
        using var step = new TrainingStep(
            towers, objective, new OptimizerOptions { LearningRate = 0, MaxGradientNorm = 0, GradCacheRows = cacheRows }, Still, ComputePrecision.Full);
        StepResult result = step.Run(batch, 0);
        return (result.Loss, [.. towers.named_parameters().SelectMany(parameter => parameter.parameter.grad?.Values() ?? new double[parameter.parameter.numel()])]);
    }

    public static TheoryData<string> Objectives => ["medclip", "clip", "convirt", "siglip"];

    private static IContrastiveObjective Objective(string name) => name switch
    {
        "medclip" => new SemanticMatchingObjective(),
        "clip" => new InfoNceObjective(),
        "convirt" => new ConVirtObjective(),
        _ => new SigLipObjective(type: ScalarType.Float64),
    };

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Small_pieces_give_the_whole_batchs_gradient(string name)
    {
        using TrainingBatch batch = TinyData.Random(5).Batch([.. Enumerable.Range(0, 14)], [.. Enumerable.Range(20, 14)]);
        using TinyTowers towers = new TinyTowers().Randomised(3);
        towers.InDouble();
        (double whole, double[] expected) = Gradients(towers, Objective(name), batch, 0);
        foreach (int rows in new[] { 1, 4, 7, 14, 100 })
        {
            (double loss, double[] cached) = Gradients(towers, Objective(name), batch, rows);
            loss.ShouldBe(whole, 1e-12);
            cached.ShouldAgree(expected, 1e-12, $"{name}, {rows} rows");
        }
    }

    [Fact]
    public void Repeated_and_varied_texts_count_as_in_the_whole_batch()
    {
        TinyData data = TinyData.Random(5);
        using TrainingBatch plain = data.Batch([1, 2, 3, 4], [4, 9, 11]);
        using TrainingBatch others = data.Batch([1], [30, 31, 32]);
        using var batch = new TrainingBatch
        {
            Pixels = plain.Pixels, PixelShape = plain.PixelShape, ImageLabels = plain.ImageLabels, TokenIds = plain.TokenIds, AttentionMask = plain.AttentionMask,
            Texts = 3, TextRows = [0, 2, 1, 0, 0], TextLabels = [.. plain.TextLabels, .. plain.TextLabels[..10]],
            AugmentedTexts = new TokenRows(others.TokenIds, others.AttentionMask, 3),
        };
        using TinyTowers towers = new TinyTowers().Randomised(3);
        towers.InDouble();
        (double whole, double[] expected) = Gradients(towers, new SemanticMatchingObjective(), batch, 0);
        (double loss, double[] cached) = Gradients(towers, new SemanticMatchingObjective(), batch, 2);
        loss.ShouldBe(whole, 1e-12);
        cached.ShouldAgree(expected, 1e-12, "gradients");
    }

    [Fact]
    public void Dropout_is_the_same_in_both_passes()
    {
        using TrainingBatch batch = TinyData.Random(5).Batch([.. Enumerable.Range(0, 8)], [.. Enumerable.Range(20, 6)]);
        using TinyTowers towers = new TinyTowers(dropout: 0.5).Randomised(3);
        towers.InDouble();
        manual_seed(7);
        (double loss, double[] cached) = Gradients(towers, new SemanticMatchingObjective(), batch, 3);
        manual_seed(7);
        (double direct, double[] expected) = InPieces(towers, batch, 3);
        loss.ShouldBe(direct, 1e-12);
        cached.ShouldAgree(expected, 1e-12, "gradients");
    }

    [Fact]
    public void The_whole_recipe_follows_the_released_trace()
    {
        using TinyTowers one = new TinyTowers().Randomised(3);
        using TinyTowers two = new TinyTowers().Randomised(3);
        one.InDouble();
        two.InDouble();
        using var plain = new TrainingStep(one, new SemanticMatchingObjective(Behaviour.Reference), new OptimizerOptions { LearningRate = 2e-3 }, Still, ComputePrecision.Full);
        using var cached = new TrainingStep(two, new SemanticMatchingObjective(Behaviour.Reference), new OptimizerOptions { LearningRate = 2e-3, GradCacheRows = 4 }, Still, ComputePrecision.Full);
        int step = 0;
        foreach (TrainingBatch batch in new TinyBatches(stepsPerEpoch: 20, images: 16, texts: 16).Read(0, 0, default))
        {
            using (batch)
            {
                cached.Run(batch, step).Loss.ShouldBe(plain.Run(batch, step++).Loss, 1e-9);
            }
        }

        using DisposeScope scope = NewDisposeScope();
        two.parameters().SelectMany(parameter => parameter.Values()).ToArray().ShouldAgree([.. one.parameters().SelectMany(parameter => parameter.Values())], 1e-9, "weights");
    }

    // The same pieces with a graph throughout.
    private static (double Loss, double[] Gradients) InPieces(TinyTowers towers, TrainingBatch batch, int rows)
    {
        using DisposeScope scope = NewDisposeScope();
        towers.zero_grad();
        Tensor pixels = tensor(batch.Pixels, [.. batch.PixelShape]).to(ScalarType.Float64);
        Tensor ids = tensor(batch.TokenIds, [batch.Texts, 10]);
        Tensor mask = tensor(batch.AttentionMask, [batch.Texts, 10]);
        Tensor images = cat([.. pixels.split(rows).Select(towers.EncodeImages)], 0);
        Tensor texts = cat([.. ids.split(rows).Zip(mask.split(rows)).Select(part => towers.EncodeTexts(part.First, part.Second))], 0);
        Tensor Labels(float[] labels, int count) => tensor(labels, [count, labels.Length / count]).to(ScalarType.Float64);
        Tensor loss = new SemanticMatchingObjective().Compute(new ContrastiveInputs(
            images, texts, towers.LogScale, Labels(batch.ImageLabels, batch.ImageCount), Labels(batch.TextLabels, batch.TextCount))).Total;
        loss.backward();
        return (loss.Values()[0], [.. towers.named_parameters().SelectMany(parameter => parameter.parameter.grad!.Values())]);
    }
}
