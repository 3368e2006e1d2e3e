using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Knowledge.Tests;

public sealed class AddLabelingTests
{
    [Fact]
    public void The_labeler_is_a_singleton_also_when_added_twice()
    {
        using ServiceProvider services = new ServiceCollection().AddMedClip().AddLabeling().AddLabeling().Services.BuildServiceProvider();
        services.GetServices<ReportLabeler>().Single().ShouldBeSameAs(services.GetRequiredService<ReportLabeler>());
    }

    [Fact]
    public void Settings_of_every_call_apply_in_order()
    {
        using ServiceProvider services = new ServiceCollection().AddMedClip()
            .AddLabeling(options => options.Policy = LabelPolicy.Graded)
            .AddLabeling(options => options.NoFinding = NoFindingRule.CheXpert)
            .AddLabeling().Services.BuildServiceProvider();
        LabeledReport report = services.GetRequiredService<ReportLabeler>().Label("See comparison.");
        report.Policy.ShouldBe(LabelPolicy.Graded);
        report.Labels[Finding.NoFinding].ShouldBe(LabelValue.Positive);
    }
}
