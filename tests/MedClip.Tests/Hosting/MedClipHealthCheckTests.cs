using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedClip.Tests;

public sealed class MedClipHealthCheckTests
{
    [Fact]
    public async Task A_model_that_answers_is_healthy_and_names_its_weights()
    {
        using var checkpoint = new SmallCheckpoint();
        HealthReport report = await Check(checkpoint.Path);

        report.Status.ShouldBe(HealthStatus.Healthy);
        report.Entries["medclip"].Data["model"].ToString()!.Length.ShouldBe(64);
        report.Entries["medclip one"].Data["dimensions"].ShouldBe(8);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_is_unhealthy_without_its_path_in_the_answer()
    {
        HealthReport report = await Check("/srv/patients/Jane-Doe/run");

        report.Status.ShouldBe(HealthStatus.Unhealthy);
        report.Entries["medclip"].Description!.ShouldNotContain("Jane");
        report.Entries["medclip"].Exception!.Message.ShouldContain("Jane");
        report.Entries["medclip one"].Status.ShouldBe(HealthStatus.Degraded);
    }

    private static async Task<HealthReport> Check(string path)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMedClip().AddZeroShot(path).AddZeroShot("one", path, null);
        services.AddHealthChecks().AddMedClip().AddMedClip("one", HealthStatus.Degraded, ["model"]);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }
}
