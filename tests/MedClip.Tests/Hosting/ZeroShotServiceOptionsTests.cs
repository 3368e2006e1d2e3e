using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MedClip.Tests;

public sealed class ZeroShotServiceOptionsTests : IDisposable
{
    private readonly SmallCheckpoint checkpoint = new();

    public void Dispose() => checkpoint.Dispose();

    [Fact]
    public void Options_come_from_the_configuration_and_reach_the_model()
    {
        using IHost host = Build(new()
        {
            ["Model:Checkpoint"] = checkpoint.Path, ["Model:BatchSize"] = "3", ["Model:TextBatching"] = "fast", ["Model:Findings:0"] = "Edema", ["Model:Findings:1"] = "Cardiomegaly",
            ["Model:Thresholds:edema"] = "0.25", ["Model:MaxPixels"] = "100",
        }, (medclip, configuration) => medclip.AddZeroShot(configuration.GetSection("Model")));
        host.Services.GetRequiredService<IStartupValidator>().Validate();

        ZeroShotClassifier classifier = host.Services.GetRequiredService<ZeroShotClassifier>();

        classifier.Findings.ShouldBe([Finding.Edema, Finding.Cardiomegaly]);
        classifier.Provenance.Versions["Computation"].ShouldContain("Fast");
        classifier.Classify(checkpoint.Film(1)).Error!.Message.ShouldContain("at most 100");
        using IHost larger = Build([], (medclip, _) => medclip.AddZeroShot(o => o.Checkpoint = checkpoint.Path).AddZeroShot(o => o.Thresholds = new Dictionary<string, double> { ["edema"] = 0.25 }));
        larger.Services.GetRequiredService<ZeroShotClassifier>().Classify(checkpoint.Film(1))[Finding.Edema].Threshold.ShouldBe(0.25);
    }

    [Fact]
    public async Task A_host_does_not_start_with_wrong_options_and_says_all_that_is_wrong()
    {
        using IHost host = Build(new() { ["Label:Policy"] = "lenient", ["Label:Colour"] = "red", ["Train:Epochs"] = "0" }, (medclip, configuration) => medclip
            .AddZeroShot(o => (o.Checkpoint, o.BatchSize, o.Device, o.Findings, o.Prompts) = ("no/such/run", 0, "gpu", ["", "Edema"], "no-such-prompts.json"))
            .AddZeroShot("second", o => o.Thresholds = new Dictionary<string, double> { ["Edema"] = double.NaN })
            .AddLabeling(configuration.GetSection("Label"))
            .AddTraining(configuration.GetSection("Train")));

        Exception error = await Should.ThrowAsync<Exception>(() => host.StartAsync());

        foreach (string part in new[]
        {
            "no/such/run", "BatchSize is 0", "Device is 'gpu'", "give it letters", "no-such-prompts.json", "second: Checkpoint is not set", "second: Thresholds: that of 'Edema' is NaN",
            "Epochs", "Label:Policy is 'lenient'; it can be Strict", "Label:Colour is not known",
        })
        {
            error.ToString().ShouldContain(part);
        }
    }

    [Fact]
    public void An_unknown_key_is_refused_with_its_name()
    {
        using IHost host = Build(new() { ["Model:Checkpoint"] = checkpoint.Path, ["Model:BatchSise"] = "3" }, (medclip, configuration) => medclip.AddZeroShot(configuration.GetSection("Model")));

        string message = Should.Throw<OptionsValidationException>(() => host.Services.GetRequiredService<IStartupValidator>().Validate()).Message;
        message.ShouldContain("BatchSise");
        message.ShouldContain("'Model'");
    }

    [Fact]
    public void Named_models_stand_side_by_side_and_each_has_its_options()
    {
        using var other = new SmallCheckpoint();
        using IHost host = Build(new() { ["Other:Checkpoint"] = other.Path, ["Other:Findings:0"] = "Edema" }, (medclip, configuration) => medclip
            .AddZeroShot("one", o => o.Checkpoint = checkpoint.Path).AddZeroShot("other", configuration.GetSection("Other")));

        ZeroShotClassifier one = host.Services.GetRequiredKeyedService<ZeroShotClassifier>("one");
        ZeroShotClassifier second = host.Services.GetRequiredKeyedService<ZeroShotClassifier>("other");

        one.Provenance.Checkpoint.ShouldBe(checkpoint.Path);
        second.Provenance.Checkpoint.ShouldBe(other.Path);
        second.Findings.ShouldBe([Finding.Edema]);
        host.Services.GetService<ZeroShotClassifier>().ShouldBeNull();
    }

    [Fact]
    public void Every_layer_may_be_added_twice_and_alone_and_nothing_is_scoped()
    {
        Action<MedClipBuilder>[] layers =
        [
            medclip => medclip.AddZeroShot(o => o.Checkpoint = "run"), medclip => medclip.AddZeroShot("named", o => o.Checkpoint = "run"), medclip => medclip.AddLabeling(),
            medclip => medclip.AddTraining(), medclip => medclip.AddData(),
        ];
        foreach (Action<MedClipBuilder> layer in layers)
        {
            var services = new ServiceCollection();
            services.AddMedClip(layer);
            ServiceDescriptor[] once = OwnServices(services);
            services.AddMedClip(layer);
            OwnServices(services).Length.ShouldBe(once.Length);
            once.ShouldNotBeEmpty();
            once.ShouldAllBe(s => s.Lifetime != ServiceLifetime.Scoped);
            using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        }
    }

    // Each call adds its settings to the options; of services there is one.
    private static ServiceDescriptor[] OwnServices(ServiceCollection services) =>
    [
        .. services.Where(s => s.ServiceType.FullName!.StartsWith("MedClip", StringComparison.Ordinal)
            || (s.ServiceType.IsGenericType && s.ServiceType.GetGenericTypeDefinition() == typeof(IValidateOptions<>) && s.ImplementationType is not null)),
    ];

    private static IHost Build(Dictionary<string, string?> settings, Action<MedClipBuilder, IConfiguration> add)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddMedClip(medclip => add(medclip, builder.Configuration));
        return builder.Build();
    }
}
