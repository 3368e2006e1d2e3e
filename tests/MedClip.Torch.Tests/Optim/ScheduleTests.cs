using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim.lr_scheduler;

namespace MedClip.Torch.Tests;

/// <summary>Learning rates of each epoch, from the schedules' formulas.</summary>
public class ScheduleTests
{
    private const double Base = 0.8;

    private static readonly Dictionary<string, (Func<optim.Optimizer, LRScheduler> Make, Func<int, double> Rate)> Schedules = new()
    {
        ["step"] = (o => StepLR(o, 3, 0.5), epoch => Base * Math.Pow(0.5, epoch / 3)),
        ["multi-step"] = (o => MultiStepLR(o, [5, 2, 2], 0.1), epoch => Base * Math.Pow(0.1, (epoch >= 2 ? 2 : 0) + (epoch >= 5 ? 1 : 0))),
        ["exponential"] = (o => ExponentialLR(o, 0.9), epoch => Base * Math.Pow(0.9, epoch)),
        ["constant"] = (o => ConstantLR(o, 0.25, 4), epoch => epoch < 4 ? Base / 4 : Base),
        ["linear"] = (o => LinearLR(o, 0.2, 0.9, 4), epoch => Base * (0.2 + (0.7 * Math.Min(epoch, 4) / 4))),
        ["polynomial"] = (o => PolynomialLR(o, 6, 2), epoch => Base * Math.Pow(1 - (Math.Min(epoch, 6) / 6.0), 2)),
        ["cosine"] = (o => CosineAnnealingLR(o, 8, 0.1), epoch => 0.1 + ((Base - 0.1) * (1 + Math.Cos(Math.PI * epoch / 8)) / 2)),
        ["lambda"] = (o => LambdaLR(o, epoch => 1.0 / (1 + epoch)), epoch => Base / (1 + epoch)),
        ["multiplicative"] = (o => MultiplicativeLR(o, _ => 0.5), epoch => Base * Math.Pow(0.5, epoch)),
        ["chained"] = (o => ChainedLR([ConstantLR(o, 0.5, 2), ExponentialLR(o, 0.9)]), epoch => Base * Math.Pow(0.9, epoch) * (epoch < 2 ? 0.5 : 1)),
        ["sequential"] = (o => SequentialLR(o, [LinearLR(o, 0.1, 1, 3), CosineAnnealingLR(o, 4)], [3]),
            epoch => epoch < 3 ? Base * (0.1 + (0.9 * epoch / 3)) : Base * (1 + Math.Cos(Math.PI * (epoch - 3) / 4)) / 2),
    };

    public static TheoryData<string> Names => [.. Schedules.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_epochs_rate_follows_the_formula(string name)
    {
        (Func<optim.Optimizer, LRScheduler> make, Func<int, double> rate) = Schedules[name];
        using SGD optimizer = Optimizer();
        LRScheduler schedule = make(optimizer);
        for (int epoch = 0; epoch < 7; epoch++)
        {
            optimizer.ParamGroups.First().LearningRate.ShouldBe(rate(epoch), 1e-12, $"{name}, epoch {epoch}");
            schedule.get_last_lr().ShouldHaveSingleItem().ShouldBe(rate(epoch), 1e-12);
            schedule.step();
        }
    }

    [Theory]
    [InlineData("step")]
    [InlineData("multi-step")]
    [InlineData("exponential")]
    [InlineData("constant")]
    [InlineData("linear")]
    [InlineData("polynomial")]
    [InlineData("cosine")]
    [InlineData("lambda")]
    public void A_jump_to_an_epoch_gives_that_epochs_rate(string name)
    {
        (Func<optim.Optimizer, LRScheduler> make, Func<int, double> rate) = Schedules[name];
        using SGD optimizer = Optimizer();
        LRScheduler schedule = make(optimizer);
        schedule.step(5);
        optimizer.ParamGroups.First().LearningRate.ShouldBe(rate(5), 1e-12);
    }

    [Fact]
    public void A_run_is_taken_up_where_it_stopped()
    {
        using SGD optimizer = Optimizer();
        optimizer.ParamGroups.First().LearningRate = 0.1; // what the run had reached; the initial rate stays
        LRScheduler schedule = LambdaLR(optimizer, epoch => 1.0 / (1 + epoch), last_epoch: 3);
        optimizer.ParamGroups.First().LearningRate.ShouldBe(Base / 5, 1e-12);
        schedule.step();
        optimizer.ParamGroups.First().LearningRate.ShouldBe(Base / 6, 1e-12);
    }

    [Fact]
    public void Each_group_keeps_its_own_base()
    {
        using var optimizer = new SGD([new SGD.ParamGroup([nn.Parameter(ones(1))], lr: 1), new SGD.ParamGroup([nn.Parameter(ones(1))], lr: 0.1)], 0.5);
        var schedule = new impl.LambdaLR(optimizer, [_ => 0.5, epoch => epoch]);
        schedule.step();
        schedule.step();
        schedule.get_last_lr().ShouldBe([0.5, 0.2]);
        Should.Throw<ArgumentException>(() => new impl.LambdaLR(optimizer, [_ => 1])).Message.ShouldContain("2 groups");
    }

    [Fact]
    public void A_plateau_lowers_the_rate_after_waiting()
    {
        using SGD optimizer = Optimizer();
        LRScheduler schedule = ReduceLROnPlateau(optimizer, factor: 0.5, patience: 1, cooldown: 1, min_lr: [0.15]);
        double[] losses = [1, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9];
        double[] rates = [0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.15, 0.15];
        foreach ((double loss, double rate) in losses.Zip(rates))
        {
            schedule.step(loss);
            optimizer.ParamGroups.First().LearningRate.ShouldBe(rate, 1e-12);
        }
        Should.Throw<InvalidOperationException>(schedule.step).Message.ShouldContain("measure");
        Should.Throw<ArgumentException>(() => ReduceLROnPlateau(optimizer, mode: "best"));
    }

    [Fact]
    public void A_plateau_of_a_score_counts_what_is_higher_as_better()
    {
        using SGD optimizer = Optimizer();
        LRScheduler schedule = ReduceLROnPlateau(optimizer, mode: "max", patience: 0, threshold: 0.05, threshold_mode: "abs");
        schedule.step(0.5);
        schedule.step(0.56);
        optimizer.ParamGroups.First().LearningRate.ShouldBe(Base);
        schedule.step(0.6);
        optimizer.ParamGroups.First().LearningRate.ShouldBe(Base / 10, 1e-12);
    }

    [Fact]
    public void Schedules_of_different_optimizers_do_not_go_together()
    {
        using SGD one = Optimizer();
        using SGD other = Optimizer();
        Should.Throw<ArgumentException>(() => ChainedLR([ExponentialLR(one), ExponentialLR(other)]));
        Should.Throw<ArgumentException>(() => SequentialLR(one, [ExponentialLR(one)], [2]));
    }

    private static SGD Optimizer() => optim.SGD([nn.Parameter(ones(1))], Base);
}
