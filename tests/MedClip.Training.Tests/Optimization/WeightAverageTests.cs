using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Training.Tests;

public sealed class WeightAverageTests
{
    [Fact]
    public void Swapping_shows_the_average_and_gives_the_weights_back()
    {
        using Linear module = nn.Linear(2, 1, hasBias: false);
        using var average = new WeightAverage(module, 0.5);
        Set(module, 1);
        average.Update();
        Set(module, 3);
        average.Update();
        using (average.Swap())
        {
            module.weight.Values().ShouldBe([2, 2]);
        }

        module.weight.Values().ShouldBe([3, 3]);
        average.Adopt();
        module.weight.Values().ShouldBe([2, 2]);
    }

    [Fact]
    public void Without_an_update_the_weights_stay()
    {
        using Linear module = nn.Linear(2, 1, hasBias: false);
        using var average = new WeightAverage(module, 0.5);
        Set(module, 7);
        using (average.Swap())
        {
            module.weight.Values().ShouldBe([7, 7]);
        }
    }

    [SkippableFact]
    [Trait("Category", "Fixtures")]
    public void Agrees_with_the_golden()
    {
        JsonElement json = Golden.Open("training/optimizers.json").GetProperty("moving_average");
        using Linear module = nn.Linear(4, 1, hasBias: false);
        module.to(ScalarType.Float64);
        using var average = new WeightAverage(module, json.GetProperty("decay").GetDouble());
        foreach ((double[] weights, double[] expected) in json.GetProperty("weights").Numbers().Chunk(4).Zip(json.GetProperty("averages").Numbers().Chunk(4)))
        {
            using DisposeScope scope = NewDisposeScope();
            using (no_grad())
            {
                module.weight.copy_(tensor(weights, [1, 4]));
            }

            average.Update();
            average.Averages.Single().Average.Values().ShouldAgree(expected, 1e-12, "average");
        }
    }

    private static void Set(Linear module, double value)
    {
        using IDisposable outside = no_grad();
        using DisposeScope scope = NewDisposeScope();
        module.weight.fill_(value);
    }
}
