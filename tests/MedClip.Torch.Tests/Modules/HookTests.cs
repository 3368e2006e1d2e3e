using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class HookTests
{
    private sealed class Sum : nn.Module<Tensor, Tensor, Tensor>
    {
        public Sum()
            : base(nameof(Sum))
        {
        }

        public override Tensor forward(Tensor input1, Tensor input2) => input1 + input2;
    }

    [Fact]
    public void Hooks_see_and_replace_input_and_result_and_can_be_taken_away()
    {
        using Identity layer = nn.Identity();
        var before = layer.register_forward_pre_hook((_, input) => input * 2);
        var after = layer.register_forward_hook((_, input, output) => output + input);
        layer.call(ones(1)).item<float>().ShouldBe(4);
        layer.forward(ones(1)).item<float>().ShouldBe(1);
        before.remove();
        layer.call(ones(1)).item<float>().ShouldBe(2);
        after.remove();
        after.remove();
        layer.call(ones(1)).item<float>().ShouldBe(1);
    }

    [Fact]
    public void A_hook_that_returns_nothing_only_looks()
    {
        using Identity layer = nn.Identity();
        float seen = 0;
        layer.register_forward_hook((_, _, output) =>
        {
            seen = output.item<float>();
            return null!;
        });
        layer.call(ones(1) * 3).item<float>().ShouldBe(3);
        seen.ShouldBe(3);
    }

    [Fact]
    public void Hooks_of_two_inputs_replace_both()
    {
        using var layer = new Sum();
        layer.register_forward_pre_hook((_, a, b) => (a * 10, b));
        layer.register_forward_hook((_, _, _, sum) => sum * 2);
        layer.call(ones(1), ones(1)).item<float>().ShouldBe(22);
    }

    [Fact]
    public void Hooks_of_the_module_alone_run_around_the_forward_pass()
    {
        using Identity layer = nn.Identity();
        var order = new List<string>();
        layer.register_forward_pre_hook(module => order.Add("before " + module.GetName()));
        layer.register_forward_hook(module => order.Add("after " + module.GetName()));
        layer.call(ones(1));
        order.ShouldBe(["before Identity", "after Identity"]);
    }
}
