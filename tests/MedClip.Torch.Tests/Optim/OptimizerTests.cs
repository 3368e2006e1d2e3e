using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MedClip.Torch.Tests;

/// <summary>Optimizers: steps by hand, groups, state, and nothing left behind.</summary>
public class OptimizerTests
{
    [Fact]
    public void A_first_step_of_AdamW_moves_by_the_rate_after_decaying()
    {
        using Parameter x = WithGradient(2, 0.5);
        using AdamW optimizer = optim.AdamW([x], lr: 0.1, weight_decay: 0.01);
        optimizer.step();
        x.item<double>().ShouldBe((2 * (1 - (0.1 * 0.01))) - 0.1, 1e-8);
    }

    [Fact]
    public void Adam_adds_decay_to_the_gradient()
    {
        using Parameter x = WithGradient(2, -0.5);
        using Adam optimizer = optim.Adam([x], lr: 0.1, weight_decay: 1);
        optimizer.step();
        x.item<double>().ShouldBe(1.9, 1e-7); // the gradient turns to +1.5
    }

    [Fact]
    public void SGD_walks_down_the_gradient_or_up()
    {
        using Parameter down = WithGradient(1, 3);
        using Parameter up = WithGradient(1, 3);
        using SGD falling = optim.SGD([down], 0.1);
        using SGD rising = optim.SGD([up], 0.1, maximize: true);
        falling.step();
        rising.step();
        down.item<double>().ShouldBe(0.7, 1e-12);
        up.item<double>().ShouldBe(1.3, 1e-12);
    }

    [Fact]
    public void The_largest_mean_square_is_kept_with_amsgrad()
    {
        using Parameter plain = WithGradient(0, 10);
        using Parameter largest = WithGradient(0, 10);
        using AdamW without = optim.AdamW([plain], 0.1, beta2: 0.5);
        using AdamW with = optim.AdamW([largest], 0.1, beta2: 0.5, amsgrad: true);
        foreach (double gradient in new[] { 10, 0.1, 0.1, 0.1 })
        {
            plain.grad = tensor(new[] { gradient });
            largest.grad = tensor(new[] { gradient });
            without.step();
            with.step();
        }
        Math.Abs(largest.item<double>()).ShouldBeLessThan(Math.Abs(plain.item<double>()));
    }

    [Fact]
    public void Groups_have_their_own_options_and_take_the_others_from_the_optimizer()
    {
        using Parameter a = WithGradient(1, 1);
        using Parameter b = WithGradient(1, 1);
        using Parameter c = WithGradient(1, 1);
        using var optimizer = new SGD([new SGD.ParamGroup([a]) { Options = { LearningRate = 0.5, InitialLearningRate = 0.5 } }, new SGD.ParamGroup([b], new SGD.Options())], lr: 0.1);
        optimizer.add_param_group(new SGD.ParamGroup([c], lr: 0.25));
        optimizer.step();
        new[] { a, b, c }.Select(x => x.item<double>()).ShouldBe([0.5, 0.9, 0.75]);
        optimizer.ParamGroups.Select(group => group.LearningRate).ShouldBe([0.5, 0.1, 0.25]);
        optimizer.ParamGroups.First().LearningRate = 1;
        optimizer.zero_grad();
        new[] { a, b, c }.Count(x => x.grad is null).ShouldBe(3);
        Should.Throw<ArgumentException>(() => optimizer.add_param_group(new SGD.ParamGroup([a]))).Message.ShouldContain("one group only");
    }

    [Fact]
    public void Named_parameters_and_typed_groups_are_taken_too()
    {
        using Linear layer = nn.Linear(2, 2);
        optim.AdamW(layer.named_parameters()).parameters().Count().ShouldBe(2);
        optim.SGD(layer.named_parameters(), 0.1).parameters().Count().ShouldBe(2);
        using AdamW optimizer = optim.AdamW(
            [new AdamW.ParamGroup([layer.weight], weight_decay: 0.1), new AdamW.ParamGroup([layer.bias!], new AdamW.Options { weight_decay = 0 })], 2e-4);
        optimizer.ParamGroups.Select(group => group.LearningRate).ShouldBe([1e-3, 2e-4]);
        optimizer.Betas = (0.5, 0.6);
        optimizer.ParamGroups.Cast<optim.IBetas>().ShouldAllBe(group => group.Betas.Equals(new ValueTuple<double, double>(0.5, 0.6)));
    }

    [Fact]
    public void Numbers_that_can_not_be_are_refused()
    {
        using Parameter x = WithGradient(1, 1);
        Should.Throw<ArgumentOutOfRangeException>(() => optim.AdamW([x], lr: -1));
        Should.Throw<ArgumentOutOfRangeException>(() => optim.AdamW([x], beta1: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => optim.Adam([x], beta2: -0.1));
        Should.Throw<ArgumentException>(() => optim.SGD([x], 0.1, nesterov: true));
    }

    [Fact]
    public void A_closure_computes_loss_and_gradients_with_recording_on()
    {
        using Parameter x = nn.Parameter(tensor(new[] { 3.0 }));
        using SGD optimizer = optim.SGD([x], 0.1);
        using (no_grad())
        {
            using Tensor loss = optimizer.step(() =>
            {
                Tensor square = x.pow(2).sum();
                square.backward();
                return square;
            });
            loss.item<double>().ShouldBe(9);
        }
        x.item<double>().ShouldBe(2.4, 1e-12);
    }

    [Theory]
    [InlineData("AdamW")]
    [InlineData("Adam")]
    [InlineData("SGD")]
    public void A_saved_state_goes_on_as_if_it_had_never_stopped(string kind)
    {
        using Linear one = nn.Linear(3, 2);
        using Linear other = nn.Linear(3, 2);
        using OptimizerHelper first = Make(kind, one);
        Train(one, first, 3);
        other.load_state_dict(one.state_dict());
        using OptimizerHelper second = Make(kind, other);
        first.ParamGroups.First().LearningRate = 0.02;
        string file = Path.GetTempFileName();
        try
        {
            first.save_state_dict(file);
            second.load_state_dict(file);
        }
        finally
        {
            File.Delete(file);
        }
        second.ParamGroups.First().LearningRate.ShouldBe(0.02);
        second.state_dict().State.Zip(first.state_dict().State).ShouldAllBe(pair => pair.First.ApproximatelyEquals(pair.Second));
        Train(one, first, 3);
        Train(other, second, 3);
        other.weight.data<float>().ToArray().ShouldBe(one.weight.data<float>().ToArray());

        using OptimizerHelper third = Make(kind, other);
        third.load_state_dict(first.state_dict());
        third.state_dict().State[0].ApproximatelyEquals(first.state_dict().State[0]).ShouldBeTrue();
        first.state_dict().StateIndexRef.ShouldHaveSingleItem().ShouldBe([0, 1]);
    }

    [Fact]
    public void A_state_of_another_optimizer_or_size_is_refused()
    {
        using Linear layer = nn.Linear(2, 2);
        using AdamW adamw = optim.AdamW(layer.parameters());
        using Adam adam = optim.Adam(layer.parameters());
        using AdamW fewer = optim.AdamW([layer.weight]);
        using var stream = new MemoryStream();
        adamw.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;
        Should.Throw<InvalidDataException>(() => adam.load_state_dict(new BinaryReader(stream))).Message.ShouldContain("saved by AdamW");
        stream.Position = 0;
        Should.Throw<InvalidDataException>(() => fewer.load_state_dict(new BinaryReader(stream))).Message.ShouldContain("2 parameters, this optimizer has 1 and 1");
        stream.SetLength(stream.Length - 5);
        stream.Position = 0;
        Should.Throw<InvalidDataException>(() => adamw.load_state_dict(new BinaryReader(stream))).Message.ShouldContain("cut short");
    }

    [Theory]
    [InlineData("AdamW")]
    [InlineData("Adam")]
    [InlineData("SGD")]
    public void Steps_leave_no_tensors_behind(string kind)
    {
        using Linear layer = nn.Linear(3, 2);
        using OptimizerHelper optimizer = Make(kind, layer);
        Train(layer, optimizer, 2);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Train(layer, optimizer, 50);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void What_an_optimizer_remembers_outlives_scopes_and_ends_with_it()
    {
        using Parameter x = WithGradient(1, 1);
        AdamW optimizer;
        using (NewDisposeScope())
        {
            optimizer = optim.AdamW([x]);
            optimizer.step();
        }
        var state = (AdamW.State)optimizer.state_dict().State[0];
        state.step.ShouldBe(1);
        state.exp_avg.IsInvalid.ShouldBeFalse();
        optimizer.to(CPU);
        Tensor moment = state.exp_avg;
        optimizer.Dispose();
        moment.IsInvalid.ShouldBeTrue();
        x.IsInvalid.ShouldBeFalse();
    }

    [Fact]
    public void Clipping_leaves_no_tensors_behind_and_ignores_what_has_no_gradient()
    {
        using Parameter with = WithGradient(1, 4);
        using Parameter without = nn.Parameter(ones(1));
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        nn.utils.clip_grad_norm_([with, without], 2).ShouldBe(4);
        nn.utils.clip_grad_norm_([without], 2).ShouldBe(0);
        nn.utils.clip_grad_norm_([with], 100, double.PositiveInfinity).ShouldBe(2, 1e-5);
        nn.utils.clip_grad_value_([with], 0.5);
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
        using Tensor gradient = with.grad!;
        gradient.item<double>().ShouldBe(0.5);
    }

    private static OptimizerHelper Make(string kind, nn.Module module) => kind switch
    {
        "AdamW" => optim.AdamW(module.parameters(), 0.01, weight_decay: 0.1, amsgrad: true),
        "Adam" => optim.Adam(module.parameters(), 0.01, weight_decay: 0.1, maximize: true),
        _ => optim.SGD(module.parameters(), 0.01, momentum: 0.9, weight_decay: 0.1, nesterov: true),
    };

    private static void Train(Linear layer, OptimizerHelper optimizer, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            optimizer.zero_grad();
            (layer.call(ones(1, 3) * (i + 1)) - 1).pow(2).sum().backward();
            optimizer.step();
        }
    }

    private static Parameter WithGradient(double value, double gradient)
    {
        var parameter = new Parameter(tensor(new[] { value }));
        parameter.grad = tensor(new[] { gradient });
        return parameter;
    }
}
