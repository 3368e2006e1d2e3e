using MedClip.Training;

namespace MedClip.Cli.Tests;

public class PretrainConfigurationTests
{
    private static TrainingOptions Resolve(Func<PretrainOptions, PretrainOptions> with) =>
        PretrainConfiguration.Resolve(with(new PretrainOptions { Images = ["a.csv"], Output = "run" }));

    [Theory]
    [InlineData("paper-vit", "medclip-vit", 5e-5, Behaviour.Paper, TextAugmentation.None)]
    [InlineData("paper-resnet50", "medclip-resnet", 5e-5, Behaviour.Paper, TextAugmentation.None)]
    [InlineData("code", "medclip-vit", 2e-5, Behaviour.Reference, TextAugmentation.Reference)]
    public void Recipes_are_the_papers_and_the_codes(string name, string model, double rate, Behaviour behaviour, TextAugmentation texts)
    {
        TrainingOptions options = Resolve(given => given with { Config = name });
        (options.Model.Config, options.Optimizer.LearningRate, options.Behaviour, options.Sampling.TextAugmentation).ShouldBe((model, rate, behaviour, texts));
        (options.Sampling.BatchImages, options.Epochs, options.Optimizer.WeightDecay, options.Schedule.WarmupRatio).ShouldBe((100, 10, 1e-4, 0.1));
    }

    [Fact]
    public void Options_of_the_command_line_come_last()
    {
        TrainingOptions options = Resolve(given => given with
        {
            Config = "paper-vit", Objective = ObjectiveKind.ConVirt, Vision = "resnet50", Text = "bert", GradCache = 16, Epochs = 3,
        });
        (options.Objective.Kind, options.Model.Vision, options.Model.Text, options.Optimizer.GradCacheRows, options.Epochs).ShouldBe((ObjectiveKind.ConVirt, "resnet50", "bert", 16, 3));
        Resolve(given => given with { Accumulate = 4 }).Optimizer.AccumulationSteps.ShouldBe(4);
        Resolve(given => given with { PairColumn = "text" }).Objective.Kind.ShouldBe(ObjectiveKind.InfoNce);
        Resolve(given => given with { PairColumn = "text", Objective = ObjectiveKind.SigLip }).Objective.Kind.ShouldBe(ObjectiveKind.SigLip);
    }

    [Fact]
    public void What_excludes_each_other_is_refused()
    {
        Should.Throw<InvalidInputException>(() => Resolve(given => given with { GradCache = 4, Accumulate = 2 })).Message.ShouldContain("exclude each other");
        Should.Throw<InvalidInputException>(() => Resolve(given => given with { Settings = [new("objective.kind", "mixture"), new("objective.mixture", "medclip=1,clop=2")] }))
            .Message.ShouldContain("'clop=2' is no name=weight; names are medclip, clip");
        Should.Throw<WrongUseException>(() => Resolve(given => given with { Config = "paper" })).Message.ShouldContain("paper-vit");
    }
}
