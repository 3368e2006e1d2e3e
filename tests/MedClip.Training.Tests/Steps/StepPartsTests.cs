using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>What a step is made of besides its loss: accumulation, loss scaling, rates by layer, what rests, the meeting with other processes.</summary>
public sealed class StepPartsTests
{
    private static readonly LearningRateSchedule Constant = new() { Kind = ScheduleKind.Constant, TotalSteps = 100 };

    private static TrainingStep Step(IContrastiveTowers towers, OptimizerOptions options, IStepExchange? exchange = null, LossScaler? scaler = null) =>
        new(towers, new SemanticMatchingObjective(), options, Constant, ComputePrecision.Full, exchange) { Scaler = scaler };

    private static double[] Weights(TinyTowers towers)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. towers.named_parameters().SelectMany(parameter => parameter.parameter.Values())];
    }

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void The_loss_scale_goes_as_PyTorchs()
    {
        JsonElement golden = Golden.Open("training/optimizers.json").GetProperty("loss_scaler");
        var scaler = new LossScaler(golden.GetProperty("init_scale").GetDouble(), golden.GetProperty("growth_interval").GetInt32());
        foreach (JsonElement step in golden.GetProperty("steps").EnumerateArray())
        {
            scaler.Scale.ShouldBe(step.GetProperty("scale_before").GetDouble());
            scaler.Update(step.GetProperty("overflow").GetBoolean());
            scaler.Scale.ShouldBe(step.GetProperty("scale_after").GetDouble());
        }
    }

    [Fact]
    public void A_scaled_loss_moves_weights_as_a_plain_one_does()
    {
        using TrainingBatch batch = new TinyBatches().Read(0, 0, default).First();
        using TinyTowers plain = new TinyTowers().Randomised(3);
        using TinyTowers scaled = new TinyTowers().Randomised(3);
        using TrainingStep one = Step(plain, new OptimizerOptions { LearningRate = 0.01 });
        using TrainingStep two = Step(scaled, new OptimizerOptions { LearningRate = 0.01 }, scaler: new LossScaler(1024));
        StepResult expected = one.Run(batch, 0);
        StepResult actual = two.Run(batch, 0);
        (actual.Loss, actual.LossScale).ShouldBe((expected.Loss, 1024));
        actual.GradientNorm.ShouldBe(expected.GradientNorm, 1e-5 * expected.GradientNorm);
        Weights(scaled).ShouldAgree(Weights(plain), 1e-6, "weights");
    }

    [Fact]
    public void An_overflow_halves_the_scale_and_is_no_sign_of_trouble()
    {
        using TrainingBatch batch = new TinyBatches { IsSpoilt = _ => true }.Read(0, 0, default).First();
        using TinyTowers towers = new TinyTowers().Randomised(3);
        var scaler = new LossScaler(8);
        using TrainingStep step = Step(towers, new OptimizerOptions(), scaler: scaler);
        step.Run(batch, 0).IsOverflow.ShouldBeTrue();
        scaler.Scale.ShouldBe(4);
    }

    [Fact]
    public void Accumulated_batches_move_by_their_mean_gradient()
    {
        TrainingBatch[] batches = [.. new TinyBatches().Read(0, 0, default).Take(3)];
        using TinyTowers towers = new TinyTowers().Randomised(3);
        towers.InDouble();
        double[] Gradient(IReadOnlyList<TrainingBatch> of)
        {
            using DisposeScope scope = NewDisposeScope();
            using TrainingStep step = Step(towers, new OptimizerOptions { LearningRate = 0, MaxGradientNorm = 0 });
            step.Run(of, 0);
            return [.. towers.named_parameters().SelectMany(parameter => parameter.parameter.grad!.Values())];
        }

        double[][] each = [.. batches.Select(batch => Gradient([batch]))];
        Gradient(batches).ShouldAgree([.. Enumerable.Range(0, each[0].Length).Select(i => each.Average(gradient => gradient[i]))], 1e-12, "mean");
    }

    [Fact]
    public void Layers_lie_below_the_top_of_their_tower()
    {
        string[] names =
        [
            "logit_scale", "vision_model.model.embeddings.patch_embeddings.projection.weight", "vision_model.model.encoder.layers.0.blocks.0.layernorm_before.weight",
            "vision_model.model.encoder.layers.0.blocks.1.layernorm_before.weight", "vision_model.model.encoder.layers.0.downsample.reduction.weight",
            "vision_model.model.encoder.layers.1.blocks.0.layernorm_before.weight", "vision_model.model.layernorm.weight", "vision_model.projection_head.weight",
            "text_model.model.embeddings.word_embeddings.weight", "text_model.model.encoder.layer.0.attention.self.query.weight", "text_model.model.encoder.layer.1.attention.self.query.weight",
            "text_model.projection_head.weight",
        ];
        LayerDepths.Below(names).Values.ShouldBe([0, 5, 4, 3, 2, 1, 0, 0, 3, 2, 1, 0]);
        LayerDepths.Below(["vision_model.model.conv1.weight", "vision_model.model.bn1.weight", "vision_model.model.layer1.0.conv1.weight", "vision_model.model.layer2.0.conv1.weight", "vision_model.model.fc.weight"])
            .Values.ShouldBe([3, 3, 2, 1, 0]);
    }

    [Fact]
    public void Lower_layers_learn_more_slowly()
    {
        (string, Parameter)[] parameters =
        [
            ("text_model.model.embeddings.word_embeddings.weight", new Parameter(zeros(2, 2))), ("text_model.model.encoder.layer.0.attention.self.query.weight", new Parameter(zeros(2, 2))),
            ("text_model.projection_head.weight", new Parameter(zeros(2, 2))), ("logit_scale", new Parameter(zeros(1))), ("objective.bias", new Parameter(zeros(1))),
        ];
        IReadOnlyList<ParameterGroup> groups = ParameterGroups.Of(parameters, new OptimizerOptions
        {
            LearningRate = 1, TextLearningRateScale = 0.5, LayerDecay = 0.1, LogScaleLearningRateScale = 3,
        });
        groups.SelectMany(group => group.Parameters.Select(parameter => (parameter.Name, Math.Round(group.LearningRate, 9)))).ShouldBe(
            [(parameters[0].Item1, 0.005), (parameters[1].Item1, 0.05), (parameters[2].Item1, 0.5), ("logit_scale", 3), ("objective.bias", 1)]);
    }

    [Fact]
    public void A_tower_rests_and_thaws_from_its_top()
    {
        using TinyTowers towers = new TinyTowers(dropout: 0.1).Randomised(3);
        var freezing = new FreezeSchedule(towers, new OptimizerOptions { FreezeTextEpochs = 2, ThawBlockEveryEpochs = 1 });
        string[] Learning(int epoch)
        {
            towers.train();
            freezing.Apply(epoch);
            return [.. towers.named_parameters().Where(parameter => parameter.parameter.requires_grad).Select(parameter => parameter.name)];
        }

        Learning(0).ShouldNotContain(name => name.StartsWith("text_model", StringComparison.Ordinal) || name.Contains("conv1", StringComparison.Ordinal));
        Learning(0).ShouldContain("vision_model.projection_head.weight");
        towers.named_children().Single(child => child.name == "text_model").module.training.ShouldBeFalse();
        Learning(2).ShouldContain("text_model.fc1.weight");
        Learning(2).ShouldNotContain("text_model.embeddings.weight");
        Learning(3).ShouldContain("text_model.embeddings.weight");
        towers.named_children().Single(child => child.name == "text_model").module.training.ShouldBeTrue();
    }

    [Fact]
    public void The_loss_is_of_what_was_gathered_and_the_step_of_what_was_reduced()
    {
        using TinyTowers towers = new TinyTowers().Randomised(3);
        var exchange = new Doubling();
        using TrainingStep step = Step(towers, new OptimizerOptions { LearningRate = 0.01, MaxGradientNorm = 0 }, exchange);
        using TrainingBatch batch = new TinyBatches().Read(0, 0, default).First();
        double norm = step.Run(batch, 0).GradientNorm;
        using TinyTowers alone = new TinyTowers().Randomised(3);
        using TrainingStep plain = Step(alone, new OptimizerOptions { LearningRate = 0.01, MaxGradientNorm = 0 });
        plain.Run(batch, 0).GradientNorm.ShouldNotBe(norm);
        exchange.Seen.ShouldBe((16, 14, towers.parameters().Count()));
    }

    // Pretends to be two processes with the same batch.
    private sealed class Doubling : IStepExchange
    {
        public (long Images, long Texts, int Parameters) Seen { get; private set; }

        public ContrastiveInputs Gather(ContrastiveInputs local)
        {
            Tensor Twice(Tensor rows) => cat([rows, rows.detach()], 0);
            var gathered = new ContrastiveInputs(Twice(local.Images), Twice(local.Texts), local.LogScale, Twice(local.ImageLabels!), Twice(local.TextLabels!));
            Seen = (gathered.Images.shape[0], gathered.Texts.shape[0], 0);
            return gathered;
        }

        public void Reduce(IReadOnlyList<Parameter> parameters)
        {
            Seen = Seen with { Parameters = parameters.Count };
            GradientClipping.Scale(parameters, 2);
        }
    }
}
