using Microsoft.Extensions.DependencyInjection;

namespace MedClip.Tests;

public sealed class MedClipBuilderZeroShotExtensionsTests
{
    [Fact]
    public void Adding_twice_keeps_the_first_and_all_are_singletons()
    {
        var services = new ServiceCollection();
        services.AddMedClip().AddZeroShot("first").AddZeroShot("second");
        services.Count(s => s.ServiceType == typeof(ZeroShotClassifier)).ShouldBe(1);
        services.ShouldAllBe(s => s.Lifetime == ServiceLifetime.Singleton);
    }

    [Fact]
    public void Named_checkpoints_stand_side_by_side()
    {
        var services = new ServiceCollection();
        services.AddMedClip().AddZeroShot("small", "a", null).AddZeroShot("large", "b", null).AddZeroShot("large", "c", null);
        services.Where(s => s.ServiceType == typeof(ZeroShotClassifier)).Select(s => s.ServiceKey).ShouldBe(["small", "large"]);
    }

    [Fact]
    public void A_checkpoint_that_is_not_there_is_named_at_first_use()
    {
        using ServiceProvider provider = new ServiceCollection().AddMedClip().AddZeroShot("no/such/run").Services.BuildServiceProvider();
        Should.Throw<InvalidInputException>(provider.GetRequiredService<ZeroShotClassifier>).Message.ShouldContain("no/such/run");
    }
}
