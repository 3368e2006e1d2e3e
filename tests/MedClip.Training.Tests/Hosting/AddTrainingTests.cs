using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MedClip.Training.Tests;

public sealed class AddTrainingTests
{
    [Fact]
    public void Options_are_configured_by_every_call_and_give_the_objective()
    {
        var services = new ServiceCollection();
        services.AddMedClip().AddTraining(options => options.Epochs = 3).AddTraining(options => options.Objective.Kind = ObjectiveKind.InfoNce);
        using ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IOptions<TrainingOptions>>().Value.Epochs.ShouldBe(3);
        provider.GetRequiredService<IContrastiveObjective>().ShouldBeOfType<InfoNceObjective>();
        provider.GetServices<IValidateOptions<TrainingOptions>>().Count().ShouldBe(1);
    }

    [Fact]
    public void Wrong_options_fail_when_they_are_read()
    {
        var services = new ServiceCollection();
        services.AddMedClip().AddTraining(options => options.Epochs = -1);
        using ServiceProvider provider = services.BuildServiceProvider();
        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<TrainingOptions>>().Value).Message.ShouldContain("Epochs");
    }
}
