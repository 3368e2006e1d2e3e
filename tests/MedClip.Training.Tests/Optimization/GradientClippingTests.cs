using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

public sealed class GradientClippingTests
{
    [Fact]
    public void The_norm_is_over_all_gradients_together_and_a_missing_one_counts_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        Parameter[] parameters = [With([3, 0]), With([4]), new Parameter(zeros(2))];
        GradientClipping.Norm(parameters).Values()[0].ShouldBe(5, 1e-6);
        GradientClipping.Scale(parameters, GradientClipping.Coefficient(5, 1));
        parameters[0].grad!.Values()[0].ShouldBe(0.6, 1e-6);
        parameters[1].grad!.Values()[0].ShouldBe(0.8, 1e-6);
        GradientClipping.Norm([parameters[2]]).Values()[0].ShouldBe(0);
    }

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void Agrees_with_torch()
    {
        foreach (JsonElement json in Golden.Open("training/optimizers.json").GetProperty("clip_gradient_norm").GetProperty("cases").EnumerateArray())
        {
            using DisposeScope scope = NewDisposeScope();
            string name = json.GetProperty("name").GetString()!;
            Parameter[] parameters = [.. json.GetProperty("gradients").EnumerateArray().Select(gradient => With(gradient.Numbers()))];
            double norm = GradientClipping.Norm(parameters).Values()[0];
            norm.ShouldAgree(json.GetProperty("norm"), 1e-12, name);
            GradientClipping.Scale(parameters, GradientClipping.Coefficient(norm, json.GetProperty("max_norm").Number()));
            foreach ((Parameter parameter, JsonElement clipped) in parameters.Zip(json.GetProperty("clipped").EnumerateArray()))
            {
                parameter.grad!.Values().ShouldAgree(clipped.Numbers(), 1e-12, name);
            }
        }
    }

    private static Parameter With(double[] gradient)
    {
        var parameter = new Parameter(zeros(gradient.Length, ScalarType.Float64));
        parameter.grad = tensor(gradient);
        return parameter;
    }
}
