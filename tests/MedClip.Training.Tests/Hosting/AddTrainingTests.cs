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
    public void Callbacks_are_added_once_and_reach_the_runs_that_the_factory_makes()
    {
        string folder = Directory.CreateTempSubdirectory("medclip-factory-").FullName;
        try
        {
            new MedClip.Data.PhantomSet(new SeedSequence(1), new MedClip.Data.PhantomSetOptions { Films = 20 }).Write(folder);
            var services = new ServiceCollection();
            services.AddMedClip().AddTraining(options =>
            {
                options.Epochs = 1;
                options.Sampling.BatchImages = 8;
                options.Model = new ModelOptions { ImageSize = 16, VocabularySize = 200, Projection = 8 };
            }).AddTrainingCallback<Counter>().AddTrainingCallback<Counter>();
            using ServiceProvider provider = services.BuildServiceProvider();
            using Pretrainer run = provider.GetRequiredService<PretrainerFactory>().Create(new PretrainingSources
            {
                Images = MedClip.Data.ImageTable.Load(Path.Combine(folder, "labels.csv")),
                Reports = [MedClip.Data.ReportTable.Load(Path.Combine(folder, "reports.csv"))],
                Output = Path.Combine(folder, "run"),
            });
            run.Run().Steps.ShouldBe(2);
            provider.GetServices<ITrainingCallback>().Cast<Counter>().ShouldHaveSingleItem().Steps.ShouldBe(2);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Counter : ITrainingCallback
    {
        public int Steps { get; private set; }

        public void StepMade(TrainingProgress progress) => Steps++;
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
