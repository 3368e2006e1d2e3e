using System.Text.Json;
using MedClip.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

/// <summary>Whole runs of the released trainer, and of the paper's loss, step by step.</summary>
[Trait("Category", "Fixtures")]
public sealed class TraceGoldenTests
{
    [SkippableTheory]
    [InlineData("float64")]
    [InlineData("float32")]
    public void Every_trace_agrees(string precision)
    {
        JsonElement file = Golden.Open("training/traces.json");
        JsonProperty[] traces =
        [
            .. file.GetProperty("traces").EnumerateObject()
                .Where(trace => trace.Value.TryGetProperty(precision, out _)),
        ];
        traces.ShouldNotBeEmpty();
        foreach (JsonProperty trace in traces)
        {
            Check(trace.Name, trace.Value, precision, file.GetProperty("recipe"), [.. file.GetProperty("watched_weights").EnumerateArray().Select(name => name.GetString()!)]);
        }
    }

    [SkippableFact]
    public void Decay_groups_agree()
    {
        JsonElement expected = Golden.Open("training/traces.json").GetProperty("not_decayed");
        using var towers = new TinyTowers();
        foreach ((string key, DecayRule rule) in new[] { ("reference", DecayRule.Reference), ("clean", DecayRule.Clean) })
        {
            towers.named_parameters().Where(parameter => !ParameterGroups.IsDecayed(rule, parameter.name, parameter.parameter.dim()))
                .Select(parameter => parameter.name).Order()
                .ShouldBe(expected.GetProperty(key).EnumerateArray().Select(name => name.GetString()!).Order(), key);
        }
    }

    private static void Check(string name, JsonElement trace, string precision, JsonElement recipe, string[] watched)
    {
        bool isDouble = precision == "float64";
        int accumulated = name.Contains("accumulation_4", StringComparison.Ordinal) ? 4 : 1;
        bool isReferenceRule = name.StartsWith("reference_accumulation", StringComparison.Ordinal);
        int batchesPerStep = isReferenceRule ? 1 : accumulated;
        bool isPaper = name.StartsWith("paper", StringComparison.Ordinal);
        JsonElement expected = trace.GetProperty(precision);
        double[] losses = expected.GetProperty("loss").Numbers();
        double[] logScales = expected.GetProperty("log_scale_in_forward").Numbers();
        using TinyTowers towers = new();
        towers.Load(SharedFolder.RequireFixture("training/tiny_init.safetensors"));
        TinyTowers model = isDouble ? towers.InDouble() : towers;
        using (no_grad())
        {
            using DisposeScope scope = NewDisposeScope();
            model.LogScale.fill_(logScales[0]);
        }

        var options = new OptimizerOptions
        {
            TextLearningRateScale = 1,
            AccumulationSteps = accumulated,
            Accumulation = isReferenceRule ? AccumulationRule.Reference : AccumulationRule.Mean,
            LearningRate = recipe.GetProperty("lr").GetDouble(),
            WeightDecay = recipe.GetProperty("weight_decay").GetDouble(),
            MaxGradientNorm = recipe.GetProperty("max_gradient_norm").GetDouble(),
            DecayRule = isPaper ? DecayRule.Clean : DecayRule.Reference,
        };
        using var step = new TrainingStep(
            model, new SemanticMatchingObjective(isPaper ? Behaviour.Paper : Behaviour.Reference), options,
            new ScheduleOptions { WarmupRatio = recipe.GetProperty("warmup_ratio").GetDouble() }.For(losses.Length), ComputePrecision.Full);
        var data = TinyData.Load();
        int[][] images = Batches(trace, "images");
        int[][] texts = Batches(trace, "texts");

        double lossTolerance = isDouble ? 1e-8 : 2e-5;
        double weightTolerance = isDouble ? 1e-8 : losses.Length > 100 ? 5e-5 : 1e-5;
        double[] rates = expected.GetProperty("lr").Numbers();
        double[] norms = expected.GetProperty("gradient_norm").Numbers();
        double[] after = expected.GetProperty("log_scale_after_step").Numbers();
        double[] sums = expected.GetProperty("sums").Numbers();
        for (int i = 0; i < losses.Length; i++)
        {
            TrainingBatch[] batches = [.. Enumerable.Range(i * batchesPerStep, batchesPerStep).Select(row => data.Batch(images[row], texts[row]))];
            StepResult result = step.Run(batches, i);
            string at = $"{name} {precision} step {i}";
            new[] { result.Loss }.ShouldAgree([losses[i]], lossTolerance, $"{at} loss");
            new[] { result.LearningRate }.ShouldAgree([rates[i]], 1e-15, $"{at} learning rate");
            Math.Abs(result.GradientNorm - norms[i]).ShouldBeLessThanOrEqualTo((isDouble ? 1e-8 : 1e-4) * Math.Max(isDouble ? 1 : 0, norms[i]), $"{at} norm");
            new[] { result.LogScale }.ShouldAgree([logScales[i]], weightTolerance, $"{at} log-scale");
            using DisposeScope scope = NewDisposeScope();
            model.LogScale.Values().ShouldAgree([after[i]], weightTolerance, $"{at} log-scale after");
            Dictionary<string, Tensor> weights = model.named_parameters().ToDictionary(parameter => parameter.name, parameter => (Tensor)parameter.parameter);
            if (isDouble)
            {
                watched.Select(key => weights[key].sum().Values()[0]).ToArray()
                    .ShouldAgree(sums[(i * watched.Length)..((i + 1) * watched.Length)], 1e-8, $"{at} sums");
            }
        }

        CheckFinal(name, precision, model, step, weightTolerance);
    }

    private static void CheckFinal(string name, string precision, TinyTowers model, TrainingStep step, double tolerance)
    {
        using SafetensorsFile file = SafetensorsFile.Open(SharedFolder.RequireFixture($"training/{name}_{precision}.safetensors"));
        double[] Saved(string key) => precision == "float64" ? file.Read<double>(key) : [.. file.Read<float>(key).Select(value => (double)value)];
        foreach ((string key, Tensor value) in model.named_parameters().Select(parameter => (parameter.name, (Tensor)parameter.parameter)).Concat(step.Moments.Tensors))
        {
            value.Values().ShouldAgree(Saved(key), tolerance, $"{name} {precision} {key}");
        }
    }

    private static int[][] Batches(JsonElement trace, string key)
    {
        JsonElement array = trace.GetProperty("batches").GetProperty(key);
        return [.. array.Numbers().Select(value => (int)value).Chunk((int)array.Shape()[1])];
    }
}
