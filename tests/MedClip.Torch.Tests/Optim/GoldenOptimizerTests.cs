using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>torch.optim's own numbers (fixtures/training/optimizers.json): every case the file holds, step by step.</summary>
public class GoldenOptimizerTests
{
    private const string File = "training/optimizers.json";

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void Every_step_of_every_optimizer_is_PyTorchs()
    {
        using JsonDocument golden = Read();
        JsonElement cases = golden.RootElement.GetProperty("cases");
        cases.GetArrayLength().ShouldBeGreaterThan(0);
        foreach (JsonElement test in cases.EnumerateArray())
        {
            Run(golden.RootElement, test);
        }
    }

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void Clipping_scales_by_the_norm_of_all_gradients_together()
    {
        using JsonDocument golden = Read();
        foreach (JsonElement test in golden.RootElement.GetProperty("clip_gradient_norm").GetProperty("cases").EnumerateArray())
        {
            string name = test.GetProperty("name").GetString()!;
            Parameter[] parameters = [.. test.GetProperty("gradients").EnumerateArray().Select(gradient => WithGradient(Numbers(gradient)))];
            double norm = nn.utils.clip_grad_norm_(parameters, test.GetProperty("max_norm").GetDouble());
            Near(norm, Number(test.GetProperty("norm")), 1e-12, name);
            foreach ((Parameter parameter, JsonElement clipped) in parameters.Zip(test.GetProperty("clipped").EnumerateArray()))
            {
                using Tensor gradient = parameter.grad!;
                Near(gradient.data<double>().ToArray(), Numbers(clipped), 1e-12, name);
            }
        }
    }

    private static void Run(JsonElement golden, JsonElement test)
    {
        string name = test.GetProperty("name").GetString()!;
        bool half = test.GetProperty("precision").GetString() == "float32";
        double tolerance = half ? 2e-6 : 1e-12;
        ScalarType type = half ? ScalarType.Float32 : ScalarType.Float64;
        double[] gradients = Numbers(golden.GetProperty("gradients"));
        var silent = test.TryGetProperty("steps_without_gradient", out JsonElement none) ? none.EnumerateArray().Select(step => step.GetInt32()).ToHashSet() : [];
        double[]? rates = test.TryGetProperty("lrs", out JsonElement lrs) ? lrs.ValueKind == JsonValueKind.Object ? Numbers(lrs) : [.. lrs.EnumerateArray().Select(Number)] : null;
        using var parameter = new Parameter(tensor(Numbers(golden.GetProperty("start"))).to(type));
        using OptimizerHelper optimizer = Make(name, parameter, rates?[0]);
        int size = (int)parameter.numel();
        for (int step = 0; step < gradients.Length / size; step++)
        {
            parameter.grad = silent.Contains(step) ? null : tensor(gradients.AsSpan(step * size, size).ToArray()).to(type);
            foreach (optim.ILearningRateController group in optimizer.ParamGroups)
            {
                group.LearningRate = rates?[step] ?? group.LearningRate;
            }
            optimizer.step();
            foreach (JsonProperty series in test.GetProperty("per_step").EnumerateObject())
            {
                using Tensor actual = Actual(series.Name, parameter, optimizer.state_dict().State[0]).to(ScalarType.Float64, copy: true);
                Near(actual.data<double>().ToArray(), Numbers(series.Value).AsSpan(step * size, size).ToArray(), tolerance, $"{name}, {series.Name}, step {step}");
            }
        }
    }

    private static OptimizerHelper Make(string name, Parameter parameter, double? rate)
    {
        double Option(string key, double absent) =>
            Regex.Match(name, $@"\b{key}=([0-9.e+-]+)") is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : absent;
        Match betas = Regex.Match(name, @"betas=([0-9.]+),([0-9.]+)");
        (double beta1, double beta2) = betas.Success
            ? (double.Parse(betas.Groups[1].Value, CultureInfo.InvariantCulture), double.Parse(betas.Groups[2].Value, CultureInfo.InvariantCulture))
            : (0.9, 0.999);
        double lr = rate ?? Option("lr", double.NaN);
        return name.Split(' ')[0] switch
        {
            "adamw" => optim.AdamW([parameter], lr, beta1, beta2, Option("eps", 1e-8), Option("weight_decay", 0.01)),
            "adam" => optim.Adam([parameter], lr, beta1, beta2, Option("eps", 1e-8), Option("weight_decay", 0)),
            "sgd" => optim.SGD([parameter], lr, Option("momentum", 0), Option("dampening", 0), Option("weight_decay", 0), name.Contains("nesterov", StringComparison.Ordinal)),
            _ => throw new NotSupportedException($"the goldens have an optimizer this test does not know: {name}"),
        };
    }

    private static Tensor Actual(string series, Parameter parameter, OptimizerState state) => (series, state) switch
    {
        ("weights", _) => parameter,
        ("exp_avg", AdamW.State adamw) => adamw.exp_avg,
        ("exp_avg_sq", AdamW.State adamw) => adamw.exp_avg_sq,
        ("exp_avg", Adam.State adam) => adam.exp_avg,
        ("exp_avg_sq", Adam.State adam) => adam.exp_avg_sq,
        ("momentum_buffer", SGD.State sgd) => sgd.momentum_buffer!,
        _ => throw new NotSupportedException($"the goldens have a series this test does not know: {series}"),
    };

    private static Parameter WithGradient(double[] gradient)
    {
        var parameter = new Parameter(zeros(gradient.Length, dtype: ScalarType.Float64));
        parameter.grad = tensor(gradient);
        return parameter;
    }

    private static JsonDocument Read() => JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFolder.RequireFixture(File)));

    private static double[] Numbers(JsonElement array) => [.. array.GetProperty("data").EnumerateArray().Select(Number)];

    private static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture) : element.GetDouble();

    private static void Near(double[] actual, double[] expected, double tolerance, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        for (int i = 0; i < actual.Length; i++)
        {
            Near(actual[i], expected[i], tolerance, $"{what}, element {i}");
        }
    }

    private static void Near(double actual, double expected, double tolerance, string what)
    {
        if (!actual.Equals(expected))
        {
            Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo(tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: {actual} against {expected}");
        }
    }
}
