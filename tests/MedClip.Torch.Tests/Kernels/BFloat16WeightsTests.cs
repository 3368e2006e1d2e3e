using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Weights kept in bfloat16 against autocast's own casts: the same bits, whoever changes the weights.</summary>
[Collection(KernelLevels.Name)]
public sealed class BFloat16WeightsTests
{
    public static TheoryData<string> Levels() => [.. KernelLevels.Here];

    [Theory]
    [MemberData(nameof(Levels))]
    public void Training_gives_the_bits_of_autocast(string level)
    {
        using IDisposable use = KernelLevels.Use(level);
        Train(keeps: true).ShouldBe(Train(keeps: false));
    }

    [Fact]
    public void A_weight_that_another_changes_is_read_anew()
    {
        using DisposeScope scope = NewDisposeScope();
        using Linear layer = nn.Linear(8, 5);
        Tensor x = randn(3, 8);
        using var kept = new BFloat16Weights(layer.parameters());
        Halved(layer, x).ShouldBe(Halved(layer, x));
        using (no_grad())
        {
            layer.weight.copy_(randn(5, 8));
        }

        float[] after = Halved(layer, x);
        kept.Dispose();
        after.ShouldBe(Halved(layer, x));
    }

    [Fact]
    public void Owners_may_go_before_or_after_each_other_and_the_weights()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(3, 8);
        BFloat16Weights first;
        using (Linear layer = nn.Linear(8, 5))
        {
            float[] plainly = Halved(layer, x);
            first = new BFloat16Weights(layer.parameters());
            var second = new BFloat16Weights(layer.parameters());
            Halved(layer, x).ShouldBe(plainly);
            second.Dispose();
            second.Dispose();
            Halved(layer, x).ShouldBe(plainly);
        }

        first.Dispose();
        using Linear other = nn.Linear(8, 5);
        using var none = new BFloat16Weights(other.parameters().Take(0));
        Halved(other, x).ShouldBe(Halved(other, x));
    }

    [Fact]
    public void A_step_writes_the_copy_beside_the_weight()
    {
        using DisposeScope scope = NewDisposeScope();
        var weight = new Parameter(randn(40, 30));
        using var adam = optim.AdamW([weight], lr: 0.1);
        using var kept = new BFloat16Weights([weight]);
        Tensor identity = eye(30);
        for (int step = 0; step < 3; step++)
        {
            using (Autocast.Enter(ScalarType.BFloat16))
            {
                nn.functional.linear(identity, weight).@float().sum().backward();
            }

            ScaledStep.Run(adam, [weight], 1);
            weight.grad = null;
        }

        float[] expected = weight.bfloat16().@float().data<float>().ToArray();

        // Behind libtorch's back, so that no version tells of it: who cast the weight now would see zeros.
        weight.bytes.Clear();
        using (Autocast.Enter(ScalarType.BFloat16))
        using (no_grad())
        {
            nn.functional.linear(identity, weight).t().contiguous().@float().data<float>().ToArray().ShouldBe(expected);
        }
    }

    private static float[] Halved(Linear layer, Tensor x)
    {
        using DisposeScope scope = NewDisposeScope();
        using (Autocast.Enter(ScalarType.BFloat16))
        {
            return layer.call(x).@float().data<float>().ToArray();
        }
    }

    // Two layers of odd sizes, two passes a step and gradients that add up; in between another hand changes a weight.
    private static float[] Train(bool keeps)
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(9);
        using Sequential net = nn.Sequential(("a", nn.Linear(33, 65)), ("b", nn.GELU()), ("c", nn.Linear(65, 7)));
        Parameter[] parameters = [.. net.parameters()];
        using var adam = optim.AdamW(parameters, lr: 0.01, weight_decay: 0.1);
        using BFloat16Weights? kept = keeps ? new BFloat16Weights(parameters) : null;
        var losses = new List<float>();
        for (int step = 0; step < 6; step++)
        {
            using DisposeScope inner = NewDisposeScope();
            for (int pass = 0; pass < 2; pass++)
            {
                Tensor y;
                using (Autocast.Enter(ScalarType.BFloat16))
                {
                    y = net.call(randn(11, 33));
                }

                Tensor loss = y.@float().pow(2).mean();
                loss.backward();
                losses.Add(loss.item<float>());
            }

            ScaledStep.Run(adam, parameters, 0.5);
            foreach (Parameter parameter in parameters)
            {
                parameter.grad = null;
            }

            if (step == 3)
            {
                using IDisposable outside = no_grad();
                parameters[0].mul_(0.9);
            }
        }

        return [.. losses, .. parameters.SelectMany(parameter => parameter.data<float>().ToArray())];
    }
}
