using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

public class ModuleTests
{
    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly Linear fc;
        private readonly Parameter scale;
        private readonly Tensor seen;

        public Block()
            : base(nameof(Block))
        {
            fc = nn.Linear(3, 3);
            scale = nn.Parameter(ones(3));
            seen = zeros(1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using Tensor inner = fc.call(input);
            return inner * scale + seen;
        }
    }

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        [TorchSharp.Utils.ComponentName(Name = "stem")]
        private readonly Block first = new();
        private readonly ModuleList<Block> blocks = nn.ModuleList(new Block(), new Block());

        public Network()
            : base(nameof(Network)) => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor x = first.call(input);
            foreach (Block block in blocks)
            {
                x = block.call(x);
            }
            return x.MoveToOuterDisposeScope();
        }
    }

    [Fact]
    public void Names_follow_the_tree()
    {
        using var network = new Network();
        string[] expected =
        [
            "stem.scale", "stem.fc.weight", "stem.fc.bias", "blocks.0.scale", "blocks.0.fc.weight", "blocks.0.fc.bias",
            "blocks.1.scale", "blocks.1.fc.weight", "blocks.1.fc.bias",
        ];
        network.named_parameters().Select(entry => entry.name).ShouldBe(expected);
        network.named_buffers().Select(entry => entry.name).ShouldBe(["stem.seen", "blocks.0.seen", "blocks.1.seen"]);
        network.named_modules().Select(entry => entry.name).ShouldBe(["stem", "stem.fc", "blocks", "blocks.0", "blocks.0.fc", "blocks.1", "blocks.1.fc"]);
        network.named_children().Select(entry => entry.name).ShouldBe(["stem", "blocks"]);
        network.state_dict().Keys.Order().ShouldBe(expected.Append("stem.seen").Append("blocks.0.seen").Append("blocks.1.seen").Order());
        network.modules().Count().ShouldBe(8);
        network.parameters(recurse: false).ShouldBeEmpty();
        network.get_parameter("blocks.1.fc.weight").ShouldBeSameAs(network.state_dict()["blocks.1.fc.weight"]);
        network.has_parameter("blocks.2.fc.weight").ShouldBeFalse();
        network.has_buffer("stem.seen").ShouldBeTrue();
    }

    [Fact]
    public void Training_and_evaluation_reach_the_whole_tree()
    {
        using var network = new Network();
        network.modules().ShouldAllBe(module => module.training);
        network.eval();
        network.modules().ShouldAllBe(module => !module.training);
        network.train();
        network.modules().ShouldAllBe(module => module.training);
    }

    [Fact]
    public void A_state_dictionary_carries_every_number_over()
    {
        using var from = new Network();
        using var to = new Network();
        using Tensor input = randn(2, 3);
        to.load_state_dict(from.state_dict());
        using Tensor expected = from.call(input);
        using Tensor actual = to.call(input);
        actual.data<float>().ToArray().ShouldBe(expected.data<float>().ToArray());
    }

    [Fact]
    public void A_state_dictionary_that_does_not_fit_lists_all_names_and_changes_nothing()
    {
        using var network = new Network();
        using Linear other = nn.Linear(2, 2);
        Dictionary<string, Tensor> state = network.state_dict();
        float[] before = ((Tensor)network.get_parameter("stem.fc.weight")!).data<float>().ToArray();
        var source = new Dictionary<string, Tensor>(state) { ["extra.weight"] = other.weight };
        source.Remove("blocks.0.scale");
        source.Remove("stem.seen");
        source["stem.fc.weight"] = zeros(3, 3);
        string message = Should.Throw<InvalidOperationException>(() => network.load_state_dict(source)).Message;
        message.ShouldContain("missing (2): stem.seen; blocks.0.scale");
        message.ShouldContain("unexpected (1): extra.weight");
        network.get_parameter("stem.fc.weight")!.data<float>().ToArray().ShouldBe(before);

        (IList<string> missing, IList<string> unexpected) = network.load_state_dict(source, strict: false);
        missing.ShouldBe(["stem.seen", "blocks.0.scale"]);
        unexpected.ShouldBe(["extra.weight"]);
        network.get_parameter("stem.fc.weight")!.data<float>().ToArray().ShouldAllBe(value => value == 0);

        source["stem.fc.weight"] = zeros(2, 3);
        Should.Throw<ArgumentException>(() => network.load_state_dict(source, strict: false)).Message
            .ShouldContain("stem.fc.weight: the module has (3, 3), the source (2, 3)");
        network.load_state_dict(state, skip: ["stem.fc.weight"]).missing_keys.ShouldBeEmpty();
    }

    [Fact]
    public void Converting_keeps_each_parameter_the_same_object_with_its_gradient()
    {
        using var network = new Network();
        Parameter[] before = [.. network.parameters()];
        using Tensor input = randn(2, 3);
        using (Tensor loss = network.call(input).sum())
        {
            loss.backward();
        }
        network.to(ScalarType.Float64);
        network.parameters().ShouldBe(before);
        foreach (Parameter parameter in network.parameters())
        {
            parameter.dtype.ShouldBe(ScalarType.Float64);
            parameter.requires_grad.ShouldBeTrue();
            using Tensor gradient = parameter.grad!;
            gradient.dtype.ShouldBe(ScalarType.Float64);
        }
        using Tensor doubles = randn(2, 3, dtype: ScalarType.Float64);
        using Tensor output = network.call(doubles);
        output.dtype.ShouldBe(ScalarType.Float64);
        Should.Throw<ArgumentException>(() => network.to(ScalarType.Int64)).Message.ShouldContain("floating-point");
    }

    [Fact]
    public void An_optimizer_made_before_a_conversion_goes_on_working()
    {
        using Linear layer = nn.Linear(2, 1);
        using AdamW optimizer = optim.AdamW(layer.parameters(), 0.1);
        layer.to(ScalarType.Float64);
        float before = (float)layer.weight[0, 0].item<double>();
        using Tensor loss = layer.call(ones(1, 2, dtype: ScalarType.Float64)).sum();
        loss.backward();
        Should.NotThrow(() => optimizer.load_state_dict(optim.AdamW(layer.parameters(), 0.1).state_dict()));
        optimizer.step();
        ((float)layer.weight[0, 0].item<double>()).ShouldBe(before - 0.1f, 1e-4f);
    }

    [Fact]
    public void Forgetting_gradients_leaves_none_or_zeros()
    {
        using Linear layer = nn.Linear(2, 1);
        using (Tensor loss = layer.call(ones(1, 2)).sum())
        {
            loss.backward();
        }
        layer.zero_grad(set_to_none: false);
        using (Tensor gradient = layer.weight.grad!)
        {
            gradient.data<float>().ToArray().ShouldBe([0, 0]);
        }
        layer.zero_grad();
        layer.weight.grad.ShouldBeNull();
    }

    [Fact]
    public void Parts_outlive_the_scope_they_were_made_in_and_end_with_the_module()
    {
        Linear layer;
        using (NewDisposeScope())
        {
            layer = nn.Linear(2, 1);
        }
        Parameter weight = layer.weight;
        weight.IsInvalid.ShouldBeFalse();
        layer.Dispose();
        weight.IsInvalid.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("weight")]
    public void A_name_that_is_no_use_or_taken_is_refused(string name)
    {
        using Linear layer = nn.Linear(2, 1);
        Should.Throw<ArgumentException>(() => layer.register_parameter(name, nn.Parameter(ones(1))));
    }

    [Fact]
    public void A_module_can_not_contain_itself()
    {
        Sequential chain = nn.Sequential(nn.ReLU());
        Should.Throw<ArgumentException>(() => chain.append("self", chain)).Message.ShouldContain("contain itself");
    }
}
