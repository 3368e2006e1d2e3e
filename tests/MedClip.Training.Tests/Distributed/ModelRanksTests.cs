using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>A real model with batch normalisation: one step's gradients over ranks against a single process.</summary>
public sealed class ModelRanksTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Gradients_of_a_residual_network_and_a_transformer_are_those_of_a_single_process(int ranks)
    {
        double[] single = Step(null);
        foreach (double[] found in RankThreads.Run(ranks, Step))
        {
            found.ShouldAgree(single, 1e-9, $"{ranks} ranks");
        }
    }

    private static double[] Step(IProcessGroup? group)
    {
        set_num_threads(1);
        using DisposeScope scope = NewDisposeScope();
        MedClipConfig config = SavingProcess.Config(vocabulary: 50);
        using var model = new MedClipModel(
            config with { Vision = ((ResNetConfig)config.Vision) with { Dropout = 0 }, Text = ((BertConfig)config.Text) with { Dropout = 0 } }, new SeedSequence(4));
        model.to(ScalarType.Float64);
        model.train();
        var towers = new MedClipTowers(model);
        var options = new OptimizerOptions { LearningRate = 0, MaxGradientNorm = 0 };
        using var exchange = group is null ? null : new GroupExchange(group, new DistributedOptions());
        using IDisposable? whole = group?.SynchroniseBatchNorm();
        using var step = new TrainingStep(
            towers, new SemanticMatchingObjective(), options, new ScheduleOptions().For(1), ComputePrecision.Full, exchange);
        using TrainingBatch batch = new TinyBatches(images: 9, texts: 11) { Share = (group?.Rank ?? 0, group?.Size ?? 1) }.Read(0, 0, CancellationToken.None).First();
        StepResult result = step.Run(batch, 0);
        return [result.Loss, .. model.parameters().SelectMany(parameter => parameter.grad?.Values() ?? []), .. model.named_buffers().Where(entry => entry.buffer.is_floating_point()).SelectMany(entry => entry.buffer.Values())];
    }
}
