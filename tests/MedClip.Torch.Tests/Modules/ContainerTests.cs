using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class ContainerTests
{
    [Fact]
    public void A_chain_calls_its_modules_in_order_and_keeps_nothing_between_them()
    {
        using Sequential chain = nn.Sequential(("double", new Times(2)), ("shift", new Plus(3)));
        using Tensor input = ones(1);
        long before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        using Tensor output = chain.call(input);
        output.item<float>().ShouldBe(5);
        (DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - before).ShouldBe(1);
        chain.named_children().Select(child => child.name).ShouldBe(["double", "shift"]);
        chain[1..].call(input).item<float>().ShouldBe(4);
        ((Times)chain[0]).Factor.ShouldBe(2);
        chain[(0, 1)].Count.ShouldBe(1);
    }

    [Fact]
    public void An_empty_chain_gives_its_input_back_as_an_own_tensor()
    {
        using Tensor input = ones(1);
        Tensor output = nn.Sequential().call(input);
        output.Dispose();
        input.item<float>().ShouldBe(1);
    }

    [Fact]
    public void A_list_renames_its_modules_when_it_changes()
    {
        using ModuleList<Linear> list = nn.ModuleList(nn.Linear(1, 1), nn.Linear(2, 2), nn.Linear(3, 3));
        Linear first = list[0];
        list.RemoveAt(0);
        list.named_parameters().Select(entry => entry.name).ShouldBe(["0.weight", "0.bias", "1.weight", "1.bias"]);
        list[0].in_features.ShouldBe(2);
        list.Insert(1, first);
        list.Select(layer => layer.in_features).ShouldBe([2L, 1, 3]);
        list.append(nn.Linear(4, 4));
        list.IndexOf(first).ShouldBe(1);
        list.Remove(first).ShouldBeTrue();
        list.Contains(first).ShouldBeFalse();
        list.Count.ShouldBe(3);
        list.state_dict().Keys.ShouldContain("2.weight");
        list.Clear();
        list.parameters().ShouldBeEmpty();
    }

    [Fact]
    public void A_dictionary_registers_its_modules_by_name()
    {
        using ModuleDict<Linear> towers = nn.ModuleDict(("image", nn.Linear(1, 1)), ("text", nn.Linear(2, 2)));
        towers["text"].in_features.ShouldBe(2);
        towers.named_parameters().Select(entry => entry.name).ShouldBe(["image.weight", "image.bias", "text.weight", "text.bias"]);
        towers["image"] = nn.Linear(5, 5);
        towers.named_parameters().First().parameter.shape.ShouldBe([5, 5]);
        towers.Remove("image").ShouldBeTrue();
        towers.Keys.ShouldBe(["text"]);
        towers.ContainsKey("image").ShouldBeFalse();
        Should.Throw<ArgumentException>(() => towers.Add("text", nn.Linear(1, 1)));
    }

    [Fact]
    public void A_list_of_parameters_registers_them_by_position()
    {
        using ParameterList list = nn.ParameterList(nn.Parameter(ones(1)), nn.Parameter(ones(2)));
        list.append(nn.Parameter(ones(3)));
        list.RemoveAt(0);
        list.named_parameters().Select(entry => (entry.name, entry.parameter.numel())).ShouldBe([("0", 2L), ("1", 3L)]);
    }

    private sealed class Times(double factor) : nn.Module<Tensor, Tensor>(nameof(Times))
    {
        public double Factor => factor;

        public override Tensor forward(Tensor input) => input * factor;
    }

    private sealed class Plus(double addend) : nn.Module<Tensor, Tensor>(nameof(Plus))
    {
        public override Tensor forward(Tensor input) => input + addend;
    }
}
